package io.github.ablyspring.boot.autoconfigure.event;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Lazy;

/**
 * Configuration properties for application events.
 *
 * @param enabled Whether changes of connections and channels become application events.
 */
@Lazy
@ConfigurationProperties("ably.events")
public record AblyEventProperties(@DefaultValue("true") boolean enabled) {

}
