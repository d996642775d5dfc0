package io.github.ablyspring.client;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.github.ablyspring.transport.HttpRequest;
import io.github.ablyspring.transport.HttpResponse;
import io.github.ablyspring.transport.HttpTransport;
import io.github.ablyspring.transport.RealtimeTransport;
import io.github.ablyspring.transport.SerialLoop;
import io.github.ablyspring.transport.Timeout;
import io.github.ablyspring.transport.TransportConnection;
import io.github.ablyspring.transport.TransportListener;
import io.github.ablyspring.transport.TransportRequest;
import org.jspecify.annotations.Nullable;

/**
 * The resources of one client, which it gives back when it is closed. Should it be used
 * once more, as a realtime client may, it takes others without anybody noticing.
 */
final class LeasedResources {

	private final ClientOptions options;

	private final Supplier<SharedResources.Lease> source;

	private final SerialLoop loop = new Loop();

	private final HttpTransport http = new Http();

	private final RealtimeTransport transport = new Transport();

	private volatile @Nullable Holding held;

	// What was held, or borrowed, last.
	private volatile Holding last;

	private volatile BooleanSupplier needed = () -> false;

	private boolean givenBack;

	LeasedResources(ClientOptions options, Supplier<SharedResources.Lease> source) {
		this.options = options;
		this.source = source;
		this.last = take(null);
		this.held = this.last;
	}

	SerialLoop loop() {
		return this.loop;
	}

	HttpTransport http() {
		return this.http;
	}

	RealtimeTransport transport() {
		return this.transport;
	}

	ClientResources resources() {
		return hold().lease.resources();
	}

	/**
	 * Sets what says whether a client that was closed is in use again.
	 * @param needed asked on the loop
	 */
	void neededWhile(BooleanSupplier needed) {
		this.needed = needed;
	}

	/**
	 * Gives the resources back, once the requests under way have ended.
	 */
	synchronized void giveBack() {
		this.givenBack = true;
		Holding holding = this.held;
		if (holding != null) {
			this.held = null;
			holding.requests.close();
		}
	}

	private void giveBackUnlessNeeded() {
		if (!this.needed.getAsBoolean()) {
			giveBack();
		}
	}

	private Holding hold() {
		Holding holding = this.held;
		return (holding != null) ? holding : takeAgain();
	}

	private synchronized Holding takeAgain() {
		Holding holding = this.held;
		if (holding == null) {
			holding = take(this.last);
			this.held = holding;
			this.last = holding;
		}
		return holding;
	}

	// As long as the threads are the same the client stays on its own: what it was asked
	// for before it gave them back, and may still be about to do, must not run beside
	// what it is asked for afterwards.
	private Holding take(@Nullable Holding before) {
		SharedResources.Lease lease = this.source.get();
		ClientResources resources = lease.resources();
		SerialLoop loop = (before != null && before.lease.resources() == resources) ? before.loop : resources.newLoop();
		return new Holding(lease, loop, resources.realtimeTransport(this.options));
	}

	private final class Holding {

		private final SharedResources.Lease lease;

		private final RequestsUnderWay requests;

		private final SerialLoop loop;

		private final RealtimeTransport transport;

		// Made for the first request: many realtime clients never make one.
		private volatile @Nullable HttpTransport http;

		Holding(SharedResources.Lease lease, SerialLoop loop, RealtimeTransport transport) {
			this.lease = lease;
			this.requests = new RequestsUnderWay(lease.release());
			this.loop = loop;
			this.transport = transport;
		}

		HttpTransport http() {
			HttpTransport http = this.http;
			if (http == null) {
				http = this.requests
					.counting(this.lease.resources().httpTransport(LeasedResources.this.options, this.loop));
				this.http = http;
			}
			return http;
		}

	}

	private final class Loop implements SerialLoop {

		@Override
		public SerialLoop current() {
			return hold().loop.current();
		}

		@Override
		public boolean inLoop() {
			Holding holding = LeasedResources.this.held;
			return holding != null && holding.loop.inLoop();
		}

		@Override
		public void execute(Runnable task) {
			Holding holding = hold();
			try {
				holding.loop.execute(task);
			}
			catch (RejectedExecutionException ex) {
				if (holding == LeasedResources.this.held) {
					throw ex;
				}
				// Given back meanwhile, and its threads are gone.
				hold().loop.execute(task);
			}
			if (LeasedResources.this.givenBack) {
				hold().loop.execute(LeasedResources.this::giveBackUnlessNeeded);
			}
		}

		@Override
		public Timeout schedule(Duration delay, Runnable task) {
			Holding holding = LeasedResources.this.held;
			if (holding == null && LeasedResources.this.needed.getAsBoolean()) {
				holding = takeAgain();
			}
			if (holding != null) {
				return holding.loop.schedule(delay, task);
			}
			try {
				return LeasedResources.this.last.loop.schedule(delay, task);
			}
			catch (RejectedExecutionException ex) {
				// The threads outlive the requests, so there is nothing left to time out.
				return () -> false;
			}
		}

		@Override
		public Instant now() {
			return LeasedResources.this.last.loop.now();
		}

		@Override
		public long nanoTime() {
			return LeasedResources.this.last.loop.nanoTime();
		}

	}

	private final class Http implements HttpTransport {

		@Override
		public CompletableFuture<HttpResponse> execute(HttpRequest request) {
			Holding holding = LeasedResources.this.held;
			if (holding != null) {
				return holding.http().execute(request);
			}
			// A client that is closed borrows what one request needs.
			Holding borrowed = take(LeasedResources.this.last);
			LeasedResources.this.last = borrowed;
			try {
				return borrowed.http().execute(request);
			}
			finally {
				borrowed.requests.close();
			}
		}

		@Override
		public void close() {
			Holding holding = LeasedResources.this.held;
			if (holding != null) {
				holding.http().close();
			}
		}

	}

	private final class Transport implements RealtimeTransport {

		@Override
		public TransportConnection connect(TransportRequest request, SerialLoop loop, TransportListener listener) {
			return hold().transport.connect(request, loop.current(), listener);
		}

		@Override
		public boolean observesPings() {
			return hold().transport.observesPings();
		}

	}

}
