package io.github.ablyspring.boot.token;

import org.jspecify.annotations.Nullable;

/**
 * Decides what a token permits that somebody asks the token endpoint for. <pre>
 * &#64;Bean
 * AblyTokenAuthorizer ablyTokenAuthorizer(Teams teams) {
 *     return (request) -&gt; request.principal() == null ? null
 *             : AblyTokenGrant.of(request.name(), Capability.builder()
 *                 .allow("team:" + teams.of(request.name()), Operation.SUBSCRIBE).build());
 * }
 * </pre>
 */
@FunctionalInterface
public interface AblyTokenAuthorizer {

	/**
	 * Decides. May block: it is called on a thread where that does no harm.
	 * @param request who asks, and for what
	 * @return what the token permits, {@code null} for no token
	 */
	@Nullable AblyTokenGrant authorize(AblyTokenDemand request);

}
