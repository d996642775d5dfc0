package io.github.ablyspring.boot.token;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The token endpoint of a Spring MVC application.
 */
public final class AblyTokenServletHandler implements HandlerFunction<ServerResponse> {

	private final AblyTokenService service;

	/**
	 * Creates a handler.
	 * @param service answers the requests
	 */
	public AblyTokenServletHandler(AblyTokenService service) {
		this.service = service;
	}

	@Override
	public ServerResponse handle(ServerRequest request) {
		Map<String, String> parameters = new LinkedHashMap<>(request.params().asSingleValueMap());
		AblyTokenDemand demand = new AblyTokenDemand(Principals.somebody(request.principal().orElse(null)),
				request.remoteAddress().map(Principals::address).orElse(null), parameters);
		return ServerResponse.async(this.service.answer(demand).thenApply(AblyTokenServletHandler::response));
	}

	private static ServerResponse response(AblyTokenAnswer answer) {
		return ServerResponse.status(answer.status())
			.headers((headers) -> answer.headers().forEach(headers::set))
			.header("Content-Type", answer.contentType())
			.body(answer.body());
	}

}
