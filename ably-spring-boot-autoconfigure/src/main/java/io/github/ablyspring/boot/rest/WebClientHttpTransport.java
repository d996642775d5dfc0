package io.github.ablyspring.boot.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.ablyspring.transport.HttpHeaders;
import io.github.ablyspring.transport.HttpRequest;
import io.github.ablyspring.transport.HttpResponse;
import io.github.ablyspring.transport.HttpTransport;
import io.github.ablyspring.transport.NetworkFailures;
import io.github.ablyspring.transport.TransportException;
import io.github.ablyspring.transport.TransportException.Kind;
import reactor.core.Disposable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * HTTP over a {@link WebClient}, so that requests to Ably take part in whatever an
 * application has arranged for its own: observations, TLS, proxies, filters. Bodies are
 * bytes on both ways; the codecs of the client do not matter.
 */
public final class WebClientHttpTransport implements HttpTransport {

	private static final String URI_TEMPLATE = WebClient.class.getName() + ".uriTemplate";

	private static final byte[] NOTHING = new byte[0];

	private final Supplier<WebClient> client;

	private final DataSize maxResponseSize;

	/**
	 * Creates a transport.
	 * @param client sends the requests
	 * @param maxResponseSize how large an answer may be; larger ones are a failure
	 */
	public WebClientHttpTransport(WebClient client, DataSize maxResponseSize) {
		this(() -> client, maxResponseSize);
	}

	/**
	 * Creates a transport that asks for its client when it has something to send: many
	 * applications never do.
	 * @param client gives what sends the requests; asked once
	 * @param maxResponseSize how large an answer may be; larger ones are a failure
	 */
	public WebClientHttpTransport(Supplier<WebClient> client, DataSize maxResponseSize) {
		this.client = SingletonSupplier.of(client);
		this.maxResponseSize = maxResponseSize;
	}

	@Override
	public CompletableFuture<HttpResponse> execute(HttpRequest request) {
		CompletableFuture<HttpResponse> result = new CompletableFuture<>();
		Disposable underway = request(request).exchangeToMono(this::read)
			.switchIfEmpty(Mono.error(() -> new TransportException(Kind.CLOSED, "No answer")))
			.timeout(request.requestTimeout(), Mono.error(() -> timedOut(request)))
			.subscribe(result::complete, (failure) -> result.completeExceptionally(classify(failure, request)));
		result.whenComplete((response, failure) -> {
			if (result.isCancelled()) {
				underway.dispose();
			}
		});
		return result;
	}

	private WebClient.RequestHeadersSpec<?> request(HttpRequest request) {
		WebClient.RequestBodySpec spec = this.client.get()
			.method(HttpMethod.valueOf(request.method()))
			.uri(request.uri())
			.attribute(URI_TEMPLATE, UriTemplates.of(request.uri()))
			.headers((headers) -> request.headers().forEach(headers::set));
		byte[] body = request.body();
		if (body == null) {
			return spec;
		}
		return spec.contentLength(body.length)
			.body((message, context) -> message.writeWith(Mono.fromSupplier(() -> message.bufferFactory().wrap(body))));
	}

	private Mono<HttpResponse> read(ClientResponse response) {
		HttpHeaders headers = headers(response.headers().asHttpHeaders());
		int limit = Math.toIntExact(this.maxResponseSize.toBytes());
		return DataBufferUtils.join(response.body(BodyExtractors.toDataBuffers()), limit)
			.map(WebClientHttpTransport::bytes)
			.defaultIfEmpty(NOTHING)
			.map((body) -> new HttpResponse(response.statusCode().value(), headers, body));
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

	private static HttpHeaders headers(org.springframework.http.HttpHeaders headers) {
		List<Map.Entry<String, String>> all = new ArrayList<>();
		headers.forEach((name, values) -> values.forEach((value) -> all.add(Map.entry(name, value))));
		return HttpHeaders.of(all);
	}

	private TransportException classify(Throwable failure, HttpRequest request) {
		Throwable inner = Exceptions.unwrap(failure);
		if (inner instanceof WebClientRequestException && inner.getCause() != null) {
			inner = inner.getCause();
		}
		if (inner instanceof DataBufferLimitException) {
			return new TransportException(Kind.OTHER, "The answer of " + request.uri().getHost() + " is larger than "
					+ this.maxResponseSize + " (ably.rest.max-response-size)", inner);
		}
		return NetworkFailures.classify(inner, request.uri());
	}

	private static TransportException timedOut(HttpRequest request) {
		return new TransportException(Kind.REQUEST_TIMEOUT,
				request.uri().getHost() + " gave no answer within " + request.requestTimeout().toMillis() + " ms");
	}

}
