package io.github.ablyspring.boot.autoconfigure;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

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
			throw new IllegalStateException("Not all channels of the Ably listeners could be attached: see "
					+ listeners(CompletableFuture::isCompletedExceptionally), ex.getCause());
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException("The channels of the Ably listeners were not attached within "
					+ this.properties.awaitAttachTimeout() + ": see " + listeners((attached) -> !attached.isDone()),
					ex);
		}
	}

	private List<String> listeners(Predicate<CompletableFuture<Void>> which) {
		return this.registry.containers()
			.stream()
			.filter((container) -> which.test(container.attached()))
			.map((container) -> container.endpoint().id())
			.toList();
	}

}
