package io.github.ablyspring.boot.metrics;

import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.ablyspring.boot.resilience.AblyRestErrorCodes;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.rest.RestInterceptor;
import io.github.ablyspring.rest.RestRequest;
import io.github.ablyspring.rest.RestResponse;
import io.github.ablyspring.transport.HttpTransport;
import io.github.ablyspring.transport.TransportException;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

/**
 * Meters what a client asks over REST: whole requests, and the attempts they are made of.
 */
public final class RestMeters implements RestInterceptor {

	private final ClientMeters meters;

	/**
	 * Creates meters.
	 * @param meters the meters of the client
	 */
	public RestMeters(ClientMeters meters) {
		this.meters = meters;
	}

	@Override
	public CompletableFuture<RestResponse> around(RestRequest request, Supplier<CompletableFuture<RestResponse>> next) {
		return this.meters.time(AblyMeter.REST_REQUESTS, Tags.empty(), next,
				(response, failure) -> (response != null) ? outcome(response.status()) : outcome(failure));
	}

	/**
	 * Meters each attempt of a transport.
	 * @param transport the transport
	 * @return the same, metered
	 */
	public HttpTransport decorate(HttpTransport transport) {
		return (request) -> this.meters.time(AblyMeter.REST_ATTEMPTS,
				Tags.of("host", String.valueOf(request.uri().getHost())), () -> transport.execute(request),
				(response, failure) -> (response != null) ? outcome(response.status()) : outcome(failure));
	}

	private static String outcome(int status) {
		if (status < 400) {
			return "success";
		}
		return (status < 500) ? "client_error" : "server_error";
	}

	private static String outcome(@Nullable Throwable failure) {
		if (failure instanceof CancellationException) {
			return "cancelled";
		}
		if (failure instanceof AblyException known) {
			switch (known.code()) {
				case AblyRestErrorCodes.CIRCUIT_OPEN:
					return "circuit_open";
				case AblyRestErrorCodes.RATE_LIMITED:
					return "rate_limited";
				case AblyRestErrorCodes.BULKHEAD_FULL:
					return "bulkhead_full";
				case AblyRestErrorCodes.TIME_LIMIT_EXCEEDED:
					return "time_limit";
				default:
					break;
			}
			return outcome(known.getCause());
		}
		if (failure instanceof TransportException network) {
			return network.kind().name().toLowerCase(Locale.ROOT);
		}
		return "failed";
	}

}
