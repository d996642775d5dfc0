package io.github.ablyspring.boot.resilience;

/**
 * Callback for beans that want to change how requests are guarded, after the properties
 * were applied. <pre>
 * &#64;Bean
 * AblyResilienceCustomizer&lt;CircuitBreakerConfig.Builder&gt; slowIsBad() {
 *     return (client, circuitBreaker) -> circuitBreaker.slowCallDurationThreshold(Duration.ofSeconds(2));
 * }
 * </pre>
 *
 * @param <B> the builder of Resilience4j to change, such as
 * {@code CircuitBreakerConfig.Builder}
 */
@FunctionalInterface
public interface AblyResilienceCustomizer<B> {

	/**
	 * Changes the configuration for a client.
	 * @param client the name of the client, see
	 * {@link io.github.ablyspring.boot.client.AblyClients#DEFAULT}
	 * @param builder the configuration so far
	 */
	void customize(String client, B builder);

}
