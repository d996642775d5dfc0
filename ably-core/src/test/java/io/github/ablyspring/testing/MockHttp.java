package io.github.ablyspring.testing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.ablyspring.transport.HttpRequest;
import io.github.ablyspring.transport.HttpResponse;
import io.github.ablyspring.transport.HttpTransport;
import org.jspecify.annotations.Nullable;

/**
 * An {@link HttpTransport} without a network. A test either says beforehand what is
 * answered (a handler, or a queue of answers), or takes each connection and request as it
 * comes ({@link #awaitConnection()}, {@link #awaitRequest()}) and answers then.
 * <p>
 * Every request makes a connection first, which succeeds unless the test says otherwise.
 */
public final class MockHttp implements HttpTransport {

	private final VirtualLoop loop;

	private final List<PendingRequest> requests = new ArrayList<>();

	private final List<PendingConnection> connections = new ArrayList<>();

	private final Deque<PendingConnection> waitingConnections = new ArrayDeque<>();

	private final Deque<PendingRequest> waitingRequests = new ArrayDeque<>();

	private final Deque<Consumer<PendingRequest>> queue = new ArrayDeque<>();

	private final Map<String, Deque<Consumer<PendingRequest>>> queueByHost = new HashMap<>();

	private @Nullable Consumer<PendingConnection> connectionHandler = PendingConnection::succeed;

	private @Nullable Consumer<PendingRequest> requestHandler;

	private boolean queueUsed;

	private boolean closed;

	/**
	 * Creates a transport whose delays pass on the given loop.
	 * @param loop the loop of the client
	 */
	public MockHttp(VirtualLoop loop) {
		this.loop = loop;
	}

	/**
	 * Sets what happens when a connection is attempted.
	 * @param handler answers it
	 * @return this
	 */
	public MockHttp onConnection(Consumer<PendingConnection> handler) {
		this.connectionHandler = handler;
		return this;
	}

	/**
	 * Connections wait for {@link #awaitConnection()}.
	 * @return this
	 */
	public MockHttp holdConnections() {
		this.connectionHandler = null;
		return this;
	}

	/**
	 * Sets what happens when a request comes.
	 * @param handler answers it, now or later
	 * @return this
	 */
	public MockHttp onRequest(Consumer<PendingRequest> handler) {
		this.requestHandler = handler;
		return this;
	}

	/**
	 * Answers every request alike.
	 * @param status the HTTP status
	 * @param body see {@link PendingRequest#respond(int, Object, Map)}
	 * @return this
	 */
	public MockHttp always(int status, @Nullable Object body) {
		return onRequest((request) -> request.respond(status, body));
	}

	/**
	 * Answers the next request that is not yet provided for.
	 * @param status the HTTP status
	 * @param body see {@link PendingRequest#respond(int, Object, Map)}
	 * @return this
	 */
	public MockHttp queue(int status, @Nullable Object body) {
		return queue((request) -> request.respond(status, body));
	}

	/**
	 * Answers the next request that is not yet provided for.
	 * @param status the HTTP status
	 * @param body see {@link PendingRequest#respond(int, Object, Map)}
	 * @param headers the headers of the answer
	 * @return this
	 */
	public MockHttp queue(int status, @Nullable Object body, Map<String, String> headers) {
		return queue((request) -> request.respond(status, body, headers));
	}

	/**
	 * Treats the next request that is not yet provided for.
	 * @param answer what to do
	 * @return this
	 */
	public MockHttp queue(Consumer<PendingRequest> answer) {
		this.queueUsed = true;
		this.queue.add(answer);
		return this;
	}

	/**
	 * The next request that is not yet provided for gets its answer after a delay.
	 * @param delay how long it takes
	 * @param status the HTTP status
	 * @param body see {@link PendingRequest#respond(int, Object, Map)}
	 * @return this
	 */
	public MockHttp queueDelayed(Duration delay, int status, @Nullable Object body) {
		return queue((request) -> request.respondAfter(delay, status, body, Map.of()));
	}

	/**
	 * The next request that is not yet provided for times out.
	 * @return this
	 */
	public MockHttp queueTimeout() {
		return queue(PendingRequest::timeOut);
	}

	/**
	 * Answers the next request to a host that is not yet provided for.
	 * @param host the host
	 * @param status the HTTP status
	 * @param body see {@link PendingRequest#respond(int, Object, Map)}
	 * @return this
	 */
	public MockHttp queueForHost(String host, int status, @Nullable Object body) {
		this.queueUsed = true;
		this.queueByHost.computeIfAbsent(host, (key) -> new ArrayDeque<>())
			.add((request) -> request.respond(status, body));
		return this;
	}

	/**
	 * All requests that came, the first one first.
	 * @return the requests
	 */
	public List<PendingRequest> requests() {
		return List.copyOf(this.requests);
	}

	/**
	 * One of the requests that came.
	 * @param index its number, from 0
	 * @return the request
	 */
	public PendingRequest request(int index) {
		return this.requests.get(index);
	}

	/**
	 * The last request that came.
	 * @return the request
	 */
	public PendingRequest lastRequest() {
		return this.requests.get(this.requests.size() - 1);
	}

	/**
	 * All connections that were attempted, the first one first.
	 * @return the connections
	 */
	public List<PendingConnection> connections() {
		return List.copyOf(this.connections);
	}

	/**
	 * Runs the loop and takes the next connection that waits for an answer.
	 * @return the connection
	 */
	public PendingConnection awaitConnection() {
		this.loop.runUntilIdle();
		PendingConnection connection = this.waitingConnections.poll();
		if (connection == null) {
			throw new AssertionError("No connection was attempted");
		}
		return connection;
	}

	/**
	 * Runs the loop and takes the next request that waits for an answer.
	 * @return the request
	 */
	public PendingRequest awaitRequest() {
		this.loop.runUntilIdle();
		PendingRequest request = this.waitingRequests.poll();
		if (request == null) {
			throw new AssertionError("No request came");
		}
		return request;
	}

	/**
	 * Forgets what came and what was to be answered; handlers stay.
	 */
	public void reset() {
		this.requests.clear();
		this.connections.clear();
		this.waitingConnections.clear();
		this.waitingRequests.clear();
		this.queue.clear();
		this.queueByHost.clear();
	}

	/**
	 * Whether the transport was closed.
	 * @return {@code true} once closed
	 */
	public boolean isClosed() {
		return this.closed;
	}

	@Override
	public void close() {
		this.closed = true;
	}

	@Override
	public CompletableFuture<HttpResponse> execute(HttpRequest request) {
		CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
		PendingRequest pending = new PendingRequest(request, answer, this.loop);
		PendingConnection connection = new PendingConnection(pending, () -> connected(pending));
		this.connections.add(connection);
		Consumer<PendingConnection> handler = this.connectionHandler;
		if (handler != null) {
			handler.accept(connection);
		}
		else {
			this.waitingConnections.add(connection);
		}
		return answer;
	}

	private void connected(PendingRequest request) {
		this.requests.add(request);
		Deque<Consumer<PendingRequest>> ofHost = this.queueByHost.get(request.host());
		Consumer<PendingRequest> answer = (ofHost != null) ? ofHost.poll() : null;
		if (answer == null) {
			answer = this.queue.poll();
		}
		if (answer == null) {
			answer = this.requestHandler;
		}
		if (answer != null) {
			answer.accept(request);
		}
		else if (this.queueUsed) {
			request.fail(new IllegalStateException("No answer is left for " + request));
		}
		else {
			this.waitingRequests.add(request);
		}
	}

}
