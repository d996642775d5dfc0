package io.github.ablyspring.boot.autoconfigure.observation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for observations.
 *
 * @param enabled Whether publishes and listeners are observed, and traces travel with
 * messages.
 */
@ConfigurationProperties("ably.observations")
public record AblyObservationProperties(@DefaultValue("true") boolean enabled) {

}
