package io.github.ablyspring.boot.autoconfigure;

import io.github.ablyspring.boot.template.PublishVia;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Lazy;

/**
 * Configuration properties for the Ably templates.
 *
 * @param via Way that messages take.
 */
@Lazy
@ConfigurationProperties("ably.template")
public record AblyTemplateProperties(@DefaultValue("realtime") PublishVia via) {

}
