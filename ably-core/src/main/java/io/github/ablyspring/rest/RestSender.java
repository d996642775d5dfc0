package io.github.ablyspring.rest;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.transport.EventLog;
import io.github.ablyspring.transport.HostSelector;
import io.github.ablyspring.transport.HttpTransport;
import io.github.ablyspring.transport.SerialLoop;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests with the headers of this library to whichever host answers (RSC7,
 * RSC15). Knows nothing of tokens. For use inside the engine.
 */
public final class RestSender {

	private static final int REQUEST_ID_BYTES = 12;

	private final RestSettings settings;

	private final HttpTransport http;

	private final SerialLoop loop;

	private final EventLog log;

	private final HostSelector selector;

	private final SecureRandom random = new SecureRandom();

	private volatile @Nullable CachedHeaders cached;

	/**
	 * Creates a sender.
	 * @param settings what the options of the client say
	 * @param http makes single attempts
	 * @param loop keeps the time
	 * @param log the log of the client
	 */
	public RestSender(RestSettings settings, HttpTransport http, SerialLoop loop, EventLog log) {
		this.settings = settings;
		this.http = http;
		this.loop = loop;
		this.log = log;
		this.selector = new HostSelector(settings.hosts(), settings.http().maxRetryCount(),
				settings.http().fallbackRetryTimeout(), this.random);
	}

	/**
	 * In which order hosts are asked, for telling it where a connection is (RTN17e).
	 * @return the selector
	 */
	public HostSelector hosts() {
		return this.selector;
	}

	/**
	 * What the options of the client say.
	 * @return the settings
	 */
	public RestSettings settings() {
		return this.settings;
	}

	/**
	 * Sends a request, to other hosts if need be.
	 * @param request the request
	 * @param agent which library it is attributed to
	 * @param authorization the proof of identity, or {@code null} for none
	 * @return the answer, whatever its status; completes on any thread
	 */
	CompletableFuture<RestResponse> send(RestRequest request, String agent, @Nullable String authorization) {
		String requestId = this.settings.addRequestIds() ? newRequestId() : null;
		String path = request.pathAndQuery();
		if (requestId != null) {
			path += ((path.indexOf('?') >= 0) ? "&" : "?") + "request_id=" + requestId;
		}
		Exchange exchange = new Exchange(this, request, path, headers(request, agent, authorization), requestId);
		exchange.start();
		return exchange.result();
	}

	HttpTransport http() {
		return this.http;
	}

	SerialLoop loop() {
		return this.loop;
	}

	EventLog log() {
		return this.log;
	}

	private Map<String, String> headers(RestRequest request, String agent, @Nullable String authorization) {
		boolean plain = request.headers().isEmpty() && request.version() == RestRequest.PROTOCOL_VERSION;
		CachedHeaders known = this.cached;
		if (plain && known != null && known.isFor(agent, authorization)) {
			return (request.body() != null) ? known.withBody() : known.withoutBody();
		}
		if (!plain) {
			return build(request, agent, authorization, request.body() != null);
		}
		CachedHeaders fresh = new CachedHeaders(agent, authorization, build(request, agent, authorization, true),
				build(request, agent, authorization, false));
		this.cached = fresh;
		return (request.body() != null) ? fresh.withBody() : fresh.withoutBody();
	}

	private Map<String, String> build(RestRequest request, String agent, @Nullable String authorization,
			boolean withBody) {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Accept", this.settings.format().mediaType());
		if (withBody) {
			headers.put("Content-Type", this.settings.format().mediaType());
		}
		headers.put("X-Ably-Version", String.valueOf(request.version()));
		headers.put("Ably-Agent", agent);
		String clientId = this.settings.clientId();
		if (clientId != null) {
			headers.put("X-Ably-ClientId",
					Base64.getEncoder().encodeToString(clientId.getBytes(StandardCharsets.UTF_8)));
		}
		if (authorization != null) {
			headers.put("Authorization", authorization);
		}
		request.headers().forEach((name, value) -> {
			if (headers.keySet().stream().noneMatch(name::equalsIgnoreCase)
					&& !name.equalsIgnoreCase("Authorization")) {
				headers.put(name, value);
			}
		});
		return Map.copyOf(headers);
	}

	private String newRequestId() {
		byte[] bytes = new byte[REQUEST_ID_BYTES];
		this.random.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private record CachedHeaders(String agent, @Nullable String authorization, Map<String, String> withBody,
			Map<String, String> withoutBody) {

		boolean isFor(String agent, @Nullable String authorization) {
			return this.agent.equals(agent) && java.util.Objects.equals(this.authorization, authorization);
		}

	}

}
