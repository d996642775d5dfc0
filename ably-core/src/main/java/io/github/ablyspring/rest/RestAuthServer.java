package io.github.ablyspring.rest;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.auth.AuthServer;
import io.github.ablyspring.auth.Credential;
import io.github.ablyspring.auth.TokenDetails;
import io.github.ablyspring.auth.TokenRequest;
import io.github.ablyspring.auth.TokenRevocationOptions;
import io.github.ablyspring.auth.TokenRevocationResult;
import io.github.ablyspring.auth.TokenRevocationTarget;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.BatchResult;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.WireCodec;
import org.jspecify.annotations.Nullable;

/**
 * The requests of authentication, which cannot wait for credentials. For use inside the
 * engine.
 */
public final class RestAuthServer implements AuthServer {

	private final RestSender sender;

	/**
	 * Creates it.
	 * @param sender sends the requests
	 */
	public RestAuthServer(RestSender sender) {
		this.sender = sender;
	}

	@Override
	public CompletableFuture<TokenDetails> exchange(TokenRequest request) {
		RestRequest post = RestRequest
			.post("/keys/" + RestRequest.segment(request.keyName()) + "/requestToken", body(request.toMap()))
			.build();
		return send(post, null).thenApply((response) -> {
			if (response.readTree() instanceof Map<?, ?> map) {
				@SuppressWarnings("unchecked")
				Map<String, @Nullable Object> details = (Map<String, @Nullable Object>) map;
				return TokenDetails.fromJson(details);
			}
			throw unexpected("token details");
		});
	}

	@Override
	public CompletableFuture<Instant> time() {
		return send(RestRequest.get("/time").build(), null).thenApply(RestAuthServer::time);
	}

	static Instant time(RestResponse response) {
		if (response.readTree() instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Number millis) {
			return Instant.ofEpochMilli(millis.longValue());
		}
		throw unexpected("the time");
	}

	@Override
	public CompletableFuture<BatchResult<TokenRevocationResult>> revoke(Credential.Basic key,
			List<TokenRevocationTarget> targets, TokenRevocationOptions options) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("targets", targets.stream().map(TokenRevocationTarget::toString).toList());
		if (options.issuedBefore() != null) {
			fields.put("issuedBefore", options.issuedBefore().toEpochMilli());
		}
		if (options.allowReauthMargin() != null) {
			fields.put("allowReauthMargin", options.allowReauthMargin());
		}
		RestRequest post = RestRequest
			.post("/keys/" + RestRequest.segment(key.key().name()) + "/revokeTokens", body(fields))
			.build();
		return send(post, key.authorization()).thenApply(WireRevocation::results);
	}

	private byte[] body(Map<String, Object> fields) {
		return WireCodec.writeTree(this.sender.settings().format(), fields);
	}

	private CompletableFuture<RestResponse> send(RestRequest request, @Nullable String authorization) {
		return this.sender.send(request, this.sender.settings().agent(), authorization).thenApply((response) -> {
			if (response.status() >= 400) {
				throw RestErrors.of(response);
			}
			return response;
		});
	}

	private static AblyException unexpected(String expected) {
		return AblyException.of(ErrorCodes.INVALID_DATA, 400,
				"The service answered with something else than " + expected);
	}

}
