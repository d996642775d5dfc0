package io.github.ablyspring.auth;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.transport.HttpRequest;
import io.github.ablyspring.transport.HttpResponse;
import io.github.ablyspring.transport.HttpTransport;
import io.github.ablyspring.transport.SerialLoop;
import org.jspecify.annotations.Nullable;

/**
 * Asks an {@code authUrl} for a token (RSA8c).
 */
final class AuthUrlClient {

	private final HttpTransport http;

	private final AuthSettings settings;

	private final SerialLoop loop;

	AuthUrlClient(HttpTransport http, AuthSettings settings, SerialLoop loop) {
		this.http = http;
		this.settings = settings;
		this.loop = loop;
	}

	CompletableFuture<AuthToken> fetch(AuthOptions options, TokenParams tokenParams) {
		CompletableFuture<AuthToken> result = new CompletableFuture<>();
		execute(request(options, tokenParams)).whenComplete((response, failure) -> this.loop.run(() -> {
			if (failure != null) {
				result.completeExceptionally(
						AuthErrors.sourceFailed("The authUrl cannot be reached: " + failure.getMessage(), failure));
				return;
			}
			try {
				result.complete(read(response));
			}
			catch (AblyException ex) {
				result.completeExceptionally(ex);
			}
		}));
		return result;
	}

	private CompletableFuture<HttpResponse> execute(HttpRequest request) {
		try {
			return this.http.execute(request);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private HttpRequest request(AuthOptions options, TokenParams tokenParams) {
		String url = java.util.Objects.requireNonNull(options.authUrl());
		Map<String, String> params = new LinkedHashMap<>(options.authParams());
		params.putAll(tokenParams.toQueryParams());
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Accept", "application/json, application/jwt, text/plain");
		if (options.authMethod() == AuthMethod.POST) {
			headers.put("Content-Type", "application/x-www-form-urlencoded");
			headers.putAll(options.authHeaders());
			byte[] body = form(params).getBytes(StandardCharsets.UTF_8);
			return new HttpRequest("POST", URI.create(url), headers, body, this.settings.connectTimeout(),
					this.settings.requestTimeout());
		}
		headers.putAll(options.authHeaders());
		return new HttpRequest("GET", URI.create(withQuery(url, params)), headers, null, this.settings.connectTimeout(),
				this.settings.requestTimeout());
	}

	// The query of the URL stays, but for the names that the parameters set (RSA8c1c).
	private static String withQuery(String url, Map<String, String> params) {
		int hash = url.indexOf('#');
		String bare = (hash >= 0) ? url.substring(0, hash) : url;
		int mark = bare.indexOf('?');
		StringBuilder query = new StringBuilder();
		if (mark >= 0) {
			for (String pair : bare.substring(mark + 1).split("&")) {
				String name = pair.split("=", 2)[0];
				if (!pair.isEmpty() && !params.containsKey(java.net.URLDecoder.decode(name, StandardCharsets.UTF_8))) {
					query.append((query.length() > 0) ? "&" : "").append(pair);
				}
			}
		}
		if (!params.isEmpty()) {
			query.append((query.length() > 0) ? "&" : "").append(form(params));
		}
		String base = (mark >= 0) ? bare.substring(0, mark) : bare;
		return (query.length() > 0) ? base + "?" + query : base;
	}

	private static String form(Map<String, String> params) {
		return params.entrySet()
			.stream()
			.map((param) -> encode(param.getKey()) + "=" + encode(param.getValue()))
			.collect(Collectors.joining("&"));
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	private static AuthToken read(HttpResponse response) {
		int status = response.status();
		if (status < 200 || status >= 300) {
			ErrorInfo answer = ErrorInfo.of((status == 403) ? ErrorCodes.FORBIDDEN : ErrorCodes.UNAUTHORIZED, status,
					"The authUrl answered with HTTP status " + status);
			throw AuthErrors.sourceFailed("The authUrl gave no token: it answered with HTTP status " + status, answer);
		}
		String type = mediaType(response.headers().first("Content-Type"));
		String body = new String(response.body(), StandardCharsets.UTF_8);
		switch (type) {
			case "text/plain", "application/jwt" -> {
				return new TokenString(body.trim());
			}
			case "application/json" -> {
				try {
					return AuthToken.fromJson(body);
				}
				catch (AblyException ex) {
					throw AuthErrors
						.sourceFailed("The authUrl gave no token (invalid format): " + ex.errorInfo().message(), ex);
				}
			}
			default -> throw AuthErrors.sourceFailed(
					"The authUrl answered with the content type '" + type
							+ "' (invalid format): it must be text/plain, application/jwt or application/json",
					(Throwable) null);
		}
	}

	private static String mediaType(@Nullable String contentType) {
		return (contentType != null) ? contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT) : "";
	}

}
