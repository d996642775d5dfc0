package io.github.ablyspring.rest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.testing.MockHttp;
import io.github.ablyspring.testing.RestFixture;
import org.jspecify.annotations.Nullable;

/**
 * A REST client that speaks JSON to a mock transport.
 */
abstract class RestTestSupport {

	final RestFixture fixture = new RestFixture();

	final MockHttp http = this.fixture.http;

	AblyRest client() {
		return client((options) -> options);
	}

	AblyRest client(UnaryOperator<ClientOptionsBuilder> customizer) {
		return this.fixture.client(customizer.apply(RestFixture.options().useBinaryProtocol(false)));
	}

	AblyRest clientWithToken(String token) {
		return this.fixture.client(ClientOptions.builder().token(token).useBinaryProtocol(false));
	}

	RestChannel channel(String name) {
		return client().channels().get(name);
	}

	<T> T await(CompletableFuture<T> future) {
		return this.fixture.await(future);
	}

	AblyException failureOf(CompletableFuture<?> future) {
		return this.fixture.awaitFailure(future);
	}

	/** The body of a request, which has to be an array of objects. */
	@SuppressWarnings("unchecked")
	List<Map<String, @Nullable Object>> bodyOf(int request) {
		return (List<Map<String, @Nullable Object>>) this.http.request(request).body();
	}

	/** The first object in the body of the last request. */
	Map<String, @Nullable Object> sentMessage() {
		return bodyOf(this.http.requests().size() - 1).get(0);
	}

	static @Nullable Object json(@Nullable Object text) {
		return WireCodec.readTree(WireFormat.JSON, String.valueOf(text).getBytes(StandardCharsets.UTF_8));
	}

	static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	/** A JSON object, which unlike {@link Map#of} keeps its order and may hold nulls. */
	static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
		Map<String, @Nullable Object> object = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
		}
		return object;
	}

	static Map<String, @Nullable Object> error(int code, int statusCode, String message) {
		return object("error", object("code", code, "statusCode", statusCode, "message", message));
	}

}
