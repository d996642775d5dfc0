package io.github.ablyspring.boot.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.ablyspring.boot.client.AblyClients;
import io.github.ablyspring.boot.resilience.RestCircuits;
import io.github.ablyspring.client.AblyRealtime;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * Shows how the clients of the application are doing: their connections and channels,
 * what waits, and who listens. Shows no secret of any kind.
 */
@Endpoint(id = "ably")
public final class AblyEndpoint {

	private final Supplier<AblyClients> clients;

	private final @Nullable RestCircuits circuits;

	private final Function<String, List<ListenerDescriptor>> listeners;

	/**
	 * Creates an endpoint.
	 * @param clients the clients
	 * @param circuits the circuits of the clients, if they have any
	 * @param listeners the annotated listeners of a client
	 */
	public AblyEndpoint(Supplier<AblyClients> clients, @Nullable RestCircuits circuits,
			Function<String, List<ListenerDescriptor>> listeners) {
		this.clients = clients;
		this.circuits = circuits;
		this.listeners = listeners;
	}

	/**
	 * All clients.
	 * @return the clients by their names
	 */
	@ReadOperation
	public AblyDescriptor clients() {
		Map<String, ClientDescriptor> described = new LinkedHashMap<>();
		this.clients.get().realtime().forEach((name, client) -> described.put(name, describe(name, client)));
		return new AblyDescriptor(described);
	}

	/**
	 * One client.
	 * @param client its name
	 * @return the client, or {@code null} if there is none of that name
	 */
	@ReadOperation
	public @Nullable ClientDescriptor client(@Selector String client) {
		AblyRealtime present = this.clients.get().realtime().get(client);
		return (present != null) ? describe(client, present) : null;
	}

	private ClientDescriptor describe(String name, AblyRealtime client) {
		return ClientDescriptor.of(client, (this.circuits != null) ? this.circuits.state(name) : null,
				this.listeners.apply(name));
	}

	/**
	 * All clients.
	 *
	 * @param clients the clients by their names
	 */
	public record AblyDescriptor(Map<String, ClientDescriptor> clients) {
	}

}
