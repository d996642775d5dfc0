package io.github.ablyspring.boot.autoconfigure.emulator;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the embedded Ably-compatible server.
 *
 * @param mode When to start the embedded server.
 * @param port Port to listen on; 0 for a free one.
 */
@ConfigurationProperties("ably.emulator")
public record AblyEmulatorProperties(@DefaultValue("auto") Mode mode, @DefaultValue("0") int port) {

	/**
	 * When to start the embedded server.
	 */
	public enum Mode {

		/**
		 * When no credentials are configured.
		 */
		AUTO,

		/**
		 * Always.
		 */
		ALWAYS,

		/**
		 * Never.
		 */
		NEVER

	}

}
