package io.github.ablyspring.boot.actuate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.transport.Hosts;
import org.jspecify.annotations.Nullable;

/**
 * How a client is doing.
 *
 * @param clientId who it is, as far as that is known
 * @param hosts where the service is
 * @param connection its connection
 * @param restCircuit the state of the circuit for its REST requests, if it has one
 * @param channels its channels, by name
 * @param listeners its annotated listeners
 */
public record ClientDescriptor(@Nullable String clientId, HostsDescriptor hosts, ConnectionDescriptor connection,
		@Nullable String restCircuit, List<ChannelDescriptor> channels, List<ListenerDescriptor> listeners) {

	static ClientDescriptor of(AblyRealtime client, @Nullable String restCircuit, List<ListenerDescriptor> listeners) {
		List<ChannelDescriptor> channels = StreamSupport.stream(client.channels().spliterator(), false)
			.sorted(Comparator.comparing(RealtimeChannel::name))
			.map(ChannelDescriptor::of)
			.toList();
		return new ClientDescriptor(client.clientId(), HostsDescriptor.of(client.options().hosts()),
				ConnectionDescriptor.of(client.connection()), restCircuit, channels, listeners);
	}

	/**
	 * Where the service is.
	 *
	 * @param primary the host that is asked first
	 * @param fallbacks the hosts that are asked when that one does not answer
	 * @param tls whether all communication is encrypted
	 */
	public record HostsDescriptor(String primary, List<String> fallbacks, boolean tls) {

		static HostsDescriptor of(Hosts hosts) {
			return new HostsDescriptor(hosts.primary(), hosts.fallbacks(), hosts.tls());
		}

	}

	/**
	 * An error.
	 *
	 * @param code its code
	 * @param statusCode its HTTP status
	 * @param message what it says
	 */
	public record ErrorDescriptor(int code, int statusCode, @Nullable String message) {

		static @Nullable ErrorDescriptor of(@Nullable ErrorInfo error) {
			return (error != null) ? new ErrorDescriptor(error.code(), error.statusCode(), error.message()) : null;
		}

	}

}
