package io.github.ablyspring.boot.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;

/**
 * {@link AutoConfiguration Auto-configuration} for Ably's clients.
 */
@AutoConfiguration
public final class AblyAutoConfiguration {

	AblyAutoConfiguration() {
	}

}
