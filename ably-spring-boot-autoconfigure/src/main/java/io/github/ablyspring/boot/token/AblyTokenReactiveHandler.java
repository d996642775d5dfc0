package io.github.ablyspring.boot.token;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The token endpoint of a Spring WebFlux application.
 */
public final class AblyTokenReactiveHandler implements HandlerFunction<ServerResponse> {

	private final AblyTokenService service;

	/**
	 * Creates a handler.
	 * @param service answers the requests
	 */
	public AblyTokenReactiveHandler(AblyTokenService service) {
		this.service = service;
	}

	@Override
	public Mono<ServerResponse> handle(ServerRequest request) {
		Mono<Optional<Principal>> principal = request.principal()
			.<Optional<Principal>>map(Optional::of)
			.defaultIfEmpty(Optional.empty());
		Mono<Map<String, String>> form = request.exchange().getFormData().map((data) -> data.asSingleValueMap());
		return principal.zipWith(form.defaultIfEmpty(Map.of()), (who, data) -> demand(request, who.orElse(null), data))
			// an authorizer may block
			.publishOn(Schedulers.boundedElastic())
			.flatMap((demand) -> Mono.fromFuture(() -> this.service.answer(demand)))
			.flatMap(AblyTokenReactiveHandler::response);
	}

	private static AblyTokenDemand demand(ServerRequest request, @Nullable Principal principal,
			Map<String, String> form) {
		Map<String, String> parameters = new java.util.LinkedHashMap<>(request.queryParams().asSingleValueMap());
		parameters.putAll(form);
		return new AblyTokenDemand(Principals.somebody(principal),
				request.remoteAddress().map(Principals::address).orElse(null), parameters);
	}

	private static Mono<ServerResponse> response(AblyTokenAnswer answer) {
		return ServerResponse.status(answer.status())
			.headers((headers) -> answer.headers().forEach(headers::set))
			.header("Content-Type", answer.contentType())
			.bodyValue(answer.body());
	}

}
