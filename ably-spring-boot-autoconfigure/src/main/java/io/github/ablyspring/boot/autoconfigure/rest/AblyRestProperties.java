package io.github.ablyspring.boot.autoconfigure.rest;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for how REST requests to Ably are sent.
 *
 * @param transport What sends REST requests.
 * @param maxResponseSize Maximum size of an answer that comes through the application's
 * WebClient.
 */
@ConfigurationProperties("ably.rest")
public record AblyRestProperties(@DefaultValue("auto") Transport transport,
		@DefaultValue("16MB") DataSize maxResponseSize) {

	/**
	 * What sends REST requests.
	 */
	public enum Transport {

		/**
		 * WebClient of the application when it has one, unless the client has a proxy or
		 * an SSL bundle of its own.
		 */
		AUTO,

		/**
		 * WebClient of the application.
		 */
		WEB_CLIENT,

		/**
		 * HTTP client of the library itself.
		 */
		NATIVE

	}

}
