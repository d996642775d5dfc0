package io.github.ablyspring.boot.autoconfigure.emulator;

import io.github.ablyspring.boot.autoconfigure.AblyAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyConnectionDetails;
import io.github.ablyspring.boot.autoconfigure.AblyProperties;
import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.fault.AblyFaults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} that gives an application its own
 * Ably-compatible server when it has no credentials for another, as an embedded database
 * does.
 */
@AutoConfiguration(before = AblyAutoConfiguration.class)
@ConditionalOnClass(AblyEmulator.class)
@Conditional(OnEmulatorWantedCondition.class)
@EnableConfigurationProperties(AblyEmulatorProperties.class)
public final class AblyEmulatorAutoConfiguration {

	private static final String PORT = "ably.emulator.port";

	private static final int MAX_PORT = 65535;

	private static final Logger logger = LoggerFactory.getLogger(AblyEmulatorAutoConfiguration.class);

	AblyEmulatorAutoConfiguration() {
	}

	@Bean(destroyMethod = "close")
	@Lazy
	@ConditionalOnMissingBean
	AblyEmulator ablyEmulator(AblyEmulatorProperties properties) {
		AblyEmulator emulator = start(properties.port());
		logger.info("{}: using an embedded emulator at {}", (properties.mode() == AblyEmulatorProperties.Mode.ALWAYS)
				? "ably.emulator.mode is 'always'" : "No Ably credentials are configured", emulator.uri());
		return emulator;
	}

	private static AblyEmulator start(int port) {
		if (port < 0 || port > MAX_PORT) {
			throw new InvalidConfigurationPropertyValueException(PORT, port,
					"A port is a number from 0, for any that is free, to " + MAX_PORT + ".");
		}
		try {
			return AblyEmulator.builder().port(port).start();
		}
		catch (IllegalStateException ex) {
			if (port == 0) {
				throw ex;
			}
			String cause = (ex.getCause() != null) ? ": " + ex.getCause().getMessage() : "";
			throw new InvalidConfigurationPropertyValueException(PORT, port, ex.getMessage() + cause + ".");
		}
	}

	@Bean
	@ConditionalOnMissingBean(AblyConnectionDetails.class)
	AblyConnectionDetails ablyConnectionDetails(ObjectProvider<AblyEmulator> emulator,
			AblyEmulatorProperties properties, AblyProperties ably, Environment environment) {
		// an application that was processed ahead of time was so without the properties
		// that are there now
		if (!OnEmulatorWantedCondition.isWanted(properties.mode(), environment)) {
			return AblyConnectionDetails.of(ably);
		}
		return new EmulatorAblyConnectionDetails(emulator.getObject(),
				properties.mode() == AblyEmulatorProperties.Mode.ALWAYS);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	AblyFaults ablyFaults(AblyEmulator emulator) {
		return emulator.faults();
	}

}
