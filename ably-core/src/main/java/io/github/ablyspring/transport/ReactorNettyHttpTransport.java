package io.github.ablyspring.transport;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;

/**
 * HTTP on Reactor Netty: one pool of connections for all clients, HTTP/2 where the server
 * has it, compressed answers.
 */
public final class ReactorNettyHttpTransport implements HttpTransport {

	/** Holds a page of 1,000 messages of 64 KiB, and no more than a memory can. */
	private static final int MAX_ANSWER = 128 * 1024 * 1024;

	private final int maxAnswer;

	private final Route direct;

	private final Route proxied;

	private final @Nullable ProxyOptions proxy;

	/**
	 * Creates a transport.
	 * @param client the client to use, with its pool, event loops, proxy, TLS and
	 * protocols; without TLS it speaks HTTP/1.1 only
	 */
	public ReactorNettyHttpTransport(HttpClient client) {
		this(client, client, null, MAX_ANSWER);
	}

	ReactorNettyHttpTransport(HttpClient direct, HttpClient proxied, ProxyOptions proxy) {
		this(direct, proxied, proxy, MAX_ANSWER);
	}

	ReactorNettyHttpTransport(HttpClient direct, HttpClient proxied, @Nullable ProxyOptions proxy, int maxAnswer) {
		this.maxAnswer = maxAnswer;
		this.direct = new Route(direct);
		this.proxied = new Route(proxied);
		this.proxy = proxy;
	}

	@Override
	public CompletableFuture<HttpResponse> execute(HttpRequest request) {
		CompletableFuture<HttpResponse> result = new CompletableFuture<>();
		Disposable underway = route(request).tuned(request)
			.request(HttpMethod.valueOf(request.method()))
			.uri(request.uri())
			.send((out, outbound) -> {
				setHeaders(out, request);
				byte[] body = request.body();
				return (body != null) ? outbound.sendObject(Unpooled.wrappedBuffer(body)) : outbound;
			})
			.response((response, content) -> content.asByteArray()
				.reduceWith(() -> new Body(this.maxAnswer), Body::and)
				.map((body) -> new HttpResponse(response.status().code(), headers(response), body.bytes())))
			.singleOrEmpty()
			.switchIfEmpty(Mono.error(() -> new TransportException(TransportException.Kind.CLOSED, "No answer")))
			.subscribe(result::complete,
					(failure) -> result.completeExceptionally(NetworkFailures.classify(failure, request.uri())));
		result.whenComplete((response, failure) -> {
			if (result.isCancelled()) {
				underway.dispose();
			}
		});
		return result;
	}

	private Route route(HttpRequest request) {
		return (this.proxy != null && this.proxy.appliesTo(request.uri().getHost())) ? this.proxied : this.direct;
	}

	private static void setHeaders(HttpClientRequest out, HttpRequest request) {
		request.headers().forEach(out::header);
		byte[] body = request.body();
		if (body != null) {
			out.header("Content-Length", String.valueOf(body.length));
		}
	}

	private static HttpHeaders headers(HttpClientResponse response) {
		List<Map.Entry<String, String>> entries = response.responseHeaders().entries();
		return HttpHeaders.of(entries);
	}

	/**
	 * What has come of an answer. It is counted as it is unpacked: a few kilobytes may
	 * unpack to gigabytes.
	 */
	private static final class Body {

		private final int limit;

		private byte[] bytes = {};

		private int length;

		Body(int limit) {
			this.limit = limit;
		}

		Body and(byte[] more) {
			if (more.length > this.limit - this.length) {
				throw new TransportException(TransportException.Kind.OTHER,
						"The answer has more than " + this.limit + " bytes; ask for smaller pages");
			}
			if (this.length == 0) {
				this.bytes = more;
			}
			else {
				if (more.length > this.bytes.length - this.length) {
					this.bytes = Arrays.copyOf(this.bytes,
							Math.max(this.length + more.length, Math.min(this.length * 2, this.limit)));
				}
				System.arraycopy(more, 0, this.bytes, this.length, more.length);
			}
			this.length += more.length;
			return this;
		}

		byte[] bytes() {
			return (this.length == this.bytes.length) ? this.bytes : Arrays.copyOf(this.bytes, this.length);
		}

	}

	/**
	 * One way to hosts, with or without TLS.
	 */
	private static final class Route {

		private final HttpClient secure;

		private final HttpClient plain;

		private volatile @Nullable Tuned tuned;

		Route(HttpClient client) {
			this.secure = client;
			this.plain = client.noSSL().protocol(HttpProtocol.HTTP11);
		}

		// All requests of a client have the same timeouts, so its tuned clients are made
		// once.
		HttpClient tuned(HttpRequest request) {
			Tuned known = this.tuned;
			if (known == null || !known.connect().equals(request.connectTimeout())
					|| !known.request().equals(request.requestTimeout())) {
				known = new Tuned(request.connectTimeout(), request.requestTimeout(), tune(this.secure, request),
						tune(this.plain, request));
				this.tuned = known;
			}
			return "https".equalsIgnoreCase(request.uri().getScheme()) ? known.secure() : known.plain();
		}

		private static HttpClient tune(HttpClient client, HttpRequest request) {
			return client
				.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(request.connectTimeout().toMillis()))
				.responseTimeout(request.requestTimeout());
		}

	}

	private record Tuned(Duration connect, Duration request, HttpClient secure, HttpClient plain) {
	}

}
