package io.github.ablyspring.boot.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * What this library looks up by name while an application runs. A native image finds only
 * what it was told of: without this, publishes would not wait for the commit of a
 * transaction there, and say nothing about it. All other reflection is that of
 * annotations and properties, which Spring sees by itself.
 */
final class AblyRuntimeHints implements RuntimeHintsRegistrar {

	/** The classes by whose presence behaviour changes. */
	static final List<String> LOOKED_UP = List.of("io.micrometer.core.instrument.MeterRegistry",
			"org.springframework.messaging.Message", "org.springframework.security.core.Authentication",
			"org.springframework.transaction.support.TransactionSynchronizationManager");

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		for (String type : LOOKED_UP) {
			hints.reflection().registerTypeIfPresent(classLoader, type);
		}
	}

}
