package io.github.ablyspring.boot;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import io.github.ablyspring.transport.HttpHeaders;
import io.github.ablyspring.transport.HttpRequest;
import io.github.ablyspring.transport.HttpResponse;
import io.github.ablyspring.transport.HttpTransport;
import io.github.ablyspring.transport.TransportException;

/**
 * A REST service that does as the test says.
 */
public final class ScriptedTransport implements HttpTransport {

	private final List<HttpRequest> requests = new CopyOnWriteArrayList<>();

	private volatile Function<HttpRequest, CompletableFuture<HttpResponse>> script = (request) -> answer(200, "[1]");

	public void script(Function<HttpRequest, CompletableFuture<HttpResponse>> script) {
		this.script = script;
	}

	public void always(int status) {
		script((request) -> answer(status, (status < 400) ? "[1]" : "{\"error\":{\"code\":" + status
				+ "00,\"statusCode\":" + status + ",\"message\":\"as the test says\"}}"));
	}

	public void refuse() {
		script((request) -> CompletableFuture
			.failedFuture(new TransportException(TransportException.Kind.REFUSED, "as the test says")));
	}

	public List<HttpRequest> requests() {
		return this.requests;
	}

	public static CompletableFuture<HttpResponse> answer(int status, String json) {
		return CompletableFuture.completedFuture(new HttpResponse(status,
				HttpHeaders.of(Map.of("Content-Type", "application/json")), json.getBytes(StandardCharsets.UTF_8)));
	}

	@Override
	public CompletableFuture<HttpResponse> execute(HttpRequest request) {
		this.requests.add(request);
		return this.script.apply(request);
	}

}
