package io.github.ablyspring.boot.autoconfigure;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.ablyspring.boot.listener.AblyListenerRegistry;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;

/**
 * Holds the application's readiness until its listeners are attached.
 */
final class ListenerAttachAwaiter implements ApplicationRunner, Ordered {

	private final AblyListenerRegistry registry;

	private final AblyListenerProperties properties;

	ListenerAttachAwaiter(AblyListenerRegistry registry, AblyListenerProperties properties) {
		this.registry = registry;
		this.properties = properties;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void run(ApplicationArguments args) throws InterruptedException {
		long millis = this.properties.awaitAttachTimeout().toMillis();
		try {
			this.registry.attached().get(millis, TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A channel of an Ably listener could not be attached", ex.getCause());
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException("The channels of the Ably listeners were not attached within "
					+ this.properties.awaitAttachTimeout(), ex);
		}
	}

}
