package io.github.ablyspring.emulator.rest;

import io.github.ablyspring.emulator.fault.FaultControl;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The REST API of one port.
 */
public final class RestApi {

	/**
	 * The first segment of the paths that are about the emulator, rather than what a
	 * client of Ably asks for.
	 */
	public static final String CONTROL = "_emulator";

	private static final Logger logger = LoggerFactory.getLogger(RestApi.class);

	private final Router router = new Router();

	/**
	 * Creates the API.
	 * @param context what it works on
	 * @param control the faults of the port, or {@code null} when they cannot be
	 * controlled over HTTP
	 */
	public RestApi(RestContext context, @Nullable FaultControl control) {
		BasicRoutes.addTo(this.router, context);
		AppRoutes.addTo(this.router, context);
		KeyRoutes.addTo(this.router, context);
		MessageRoutes.addTo(this.router, context);
		ChannelRoutes.addTo(this.router, context);
		BatchRoutes.addTo(this.router, context);
		PushRoutes.addTo(this.router, context);
		StatsRoutes.addTo(this.router, context);
		ObjectRoutes.addTo(this.router, context);
		if (control != null) {
			ControlRoutes.addTo(this.router, control);
		}
	}

	/**
	 * Tells whether a request is about the emulator rather than one that a client of Ably
	 * makes.
	 * @param request the request
	 * @return whether it is
	 */
	public static boolean isControl(RestRequest request) {
		return !request.path().isEmpty() && request.path().get(0).equals(CONTROL);
	}

	/**
	 * Answers a request. Never throws.
	 * @param request the request
	 * @return the answer
	 */
	public RestResponse handle(RestRequest request) {
		try {
			return this.router.route(request);
		}
		catch (AblyException ex) {
			return RestResponse.refused(ex.errorInfo());
		}
		catch (RuntimeException ex) {
			logger.warn("{} could not be handled", request, ex);
			return RestResponse.refused(ErrorInfo.of(50000, 500, "Internal error"));
		}
	}

}
