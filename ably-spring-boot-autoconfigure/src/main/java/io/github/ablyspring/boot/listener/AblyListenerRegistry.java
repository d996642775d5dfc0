package io.github.ablyspring.boot.listener;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Knows all containers of listeners, and starts and stops them with the application:
 * after the connection, and stopped before the web server lets its last requests finish.
 */
public final class AblyListenerRegistry implements SmartLifecycle {

	/** After whatever a listener might need. */
	public static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 100;

	private final Map<String, AblyListenerContainer> containers = new LinkedHashMap<>();

	private final Function<AblyListenerEndpoint, AblyListenerContainer> factory;

	private volatile boolean running;

	/**
	 * Creates a registry.
	 * @param factory makes the containers
	 */
	public AblyListenerRegistry(Function<AblyListenerEndpoint, AblyListenerContainer> factory) {
		this.factory = factory;
	}

	/**
	 * Registers an endpoint, and starts its container if the application runs already.
	 * @param endpoint the endpoint
	 * @return its container
	 */
	public AblyListenerContainer register(AblyListenerEndpoint endpoint) {
		AblyListenerContainer container;
		synchronized (this.containers) {
			if (this.containers.containsKey(endpoint.id())) {
				throw new IllegalStateException(
						"There is an Ably listener with the id '" + endpoint.id() + "' already");
			}
			container = this.factory.apply(endpoint);
			this.containers.put(endpoint.id(), container);
		}
		if (this.running && endpoint.autoStartup()) {
			container.start();
		}
		return container;
	}

	/**
	 * Stops and forgets a container.
	 * @param id its id
	 * @return completes when its last message is handled
	 */
	public CompletableFuture<Void> unregister(String id) {
		AblyListenerContainer container;
		synchronized (this.containers) {
			container = this.containers.remove(id);
		}
		return (container != null) ? container.stop() : CompletableFuture.completedFuture(null);
	}

	/**
	 * The container of a listener.
	 * @param id the listener's id
	 * @return the container, or {@code null} if there is none of that id
	 */
	public @Nullable AblyListenerContainer container(String id) {
		synchronized (this.containers) {
			return this.containers.get(id);
		}
	}

	/**
	 * All containers.
	 * @return the containers, in the order of their registration
	 */
	public Collection<AblyListenerContainer> containers() {
		synchronized (this.containers) {
			return List.copyOf(this.containers.values());
		}
	}

	/**
	 * Completes when all channels of all running containers are attached.
	 * @return fails when one of them could not be attached
	 */
	public CompletableFuture<Void> attached() {
		return CompletableFuture.allOf(containers().stream()
			.filter(AblyListenerContainer::isRunning)
			.map(AblyListenerContainer::attached)
			.toArray(CompletableFuture[]::new));
	}

	@Override
	public void start() {
		this.running = true;
		containers().stream()
			.filter((container) -> container.endpoint().autoStartup())
			.forEach(AblyListenerContainer::start);
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public void stop(Runnable callback) {
		this.running = false;
		List<CompletableFuture<Void>> stopped = new ArrayList<>();
		containers().forEach((container) -> stopped.add(container.stop()));
		CompletableFuture.allOf(stopped.toArray(CompletableFuture[]::new))
			.whenComplete((done, failure) -> callback.run());
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
