package io.github.ablyspring.boot.metrics;

import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.StreamSupport;

import io.github.ablyspring.boot.resilience.RestCircuits;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.MailboxStatus;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.realtime.connection.UnknownThings;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * What all clients can be asked for.
 */
public final class AblyMetrics implements MeterBinder {

	private static final String[] CIRCUIT_STATES = { "CLOSED", "OPEN", "HALF_OPEN", "FORCED_OPEN", "DISABLED",
			"METRICS_ONLY" };

	private final Supplier<Map<String, AblyRealtime>> clients;

	private final @Nullable RestCircuits circuits;

	private final ChannelTags channels;

	/**
	 * Creates gauges.
	 * @param clients the clients by their names
	 * @param circuits the circuits of the clients, if they have any
	 * @param channels which channels have a name
	 */
	public AblyMetrics(Supplier<Map<String, AblyRealtime>> clients, @Nullable RestCircuits circuits,
			ChannelTags channels) {
		this.clients = clients;
		this.circuits = circuits;
		this.channels = channels;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Map<String, AblyRealtime> all = this.clients.get();
		all.forEach((name, client) -> bind(registry, name, client));
		if (this.channels.enabled()) {
			this.channels.onNew((channel) -> all.forEach((name, client) -> gauge(registry, AblyMeter.MAILBOX_PENDING,
					Tags.of(AblyMeter.CLIENT, name, AblyMeter.CHANNEL, channel), client,
					(realtime) -> pending(realtime, channel))));
		}
	}

	private void bind(MeterRegistry registry, String name, AblyRealtime client) {
		Tags tags = Tags.of(AblyMeter.CLIENT, name);
		for (ConnectionState state : ConnectionState.values()) {
			gauge(registry, AblyMeter.CONNECTION_STATE, tags.and("state", lower(state)), client,
					(realtime) -> (realtime.connection().state() == state) ? 1 : 0);
		}
		for (ChannelState state : ChannelState.values()) {
			gauge(registry, AblyMeter.CHANNELS, tags.and("state", lower(state)), client,
					(realtime) -> count(realtime, (channel) -> (channel.state() == state) ? 1 : 0));
		}
		unknown(registry, tags.and("what", "actions"), client, UnknownThings::actions);
		unknown(registry, tags.and("what", "fields"), client, UnknownThings::fields);
		unknown(registry, tags.and("what", "values"), client, UnknownThings::values);
		gauge(registry, AblyMeter.PUBLISH_PENDING, tags, client,
				(realtime) -> realtime.connection().status().pendingPublishes());
		gauge(registry, AblyMeter.MAILBOX_PAUSING, tags, client,
				(realtime) -> count(realtime, (channel) -> channel.mailbox().pausing() ? 1 : 0));
		Tags others = this.channels.enabled() ? tags.and(AblyMeter.CHANNEL, ChannelTags.OTHERS) : tags;
		gauge(registry, AblyMeter.MAILBOX_PENDING, others, client,
				(realtime) -> count(realtime, (channel) -> isNamed(channel.name()) ? 0 : pending(channel.mailbox())));
		RestCircuits circuits = this.circuits;
		if (circuits != null && circuits.state(name) != null) {
			for (String state : CIRCUIT_STATES) {
				gauge(registry, AblyMeter.REST_CIRCUIT_STATE, tags.and("state", state.toLowerCase(Locale.ROOT)),
						circuits, (present) -> state.equals(present.state(name)) ? 1 : 0);
			}
		}
	}

	private boolean isNamed(String channel) {
		return this.channels.enabled() && !this.channels.value(channel).equals(ChannelTags.OTHERS);
	}

	private static double pending(AblyRealtime realtime, String channel) {
		return realtime.channels().exists(channel) ? pending(realtime.channels().get(channel).mailbox()) : 0;
	}

	private static double pending(MailboxStatus mailbox) {
		return mailbox.pending();
	}

	private static double count(AblyRealtime realtime, ToDoubleFunction<RealtimeChannel> value) {
		return StreamSupport.stream(realtime.channels().spliterator(), false).mapToDouble(value).sum();
	}

	private static String lower(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	private static void unknown(MeterRegistry registry, Tags tags, AblyRealtime client,
			ToDoubleFunction<UnknownThings> value) {
		FunctionCounter
			.builder(AblyMeter.CONNECTION_UNKNOWN.meterName(), client,
					(realtime) -> value.applyAsDouble(realtime.connection().status().unknown()))
			.description(AblyMeter.CONNECTION_UNKNOWN.description())
			.tags(tags)
			.register(registry);
	}

	private static <T> void gauge(MeterRegistry registry, AblyMeter meter, Tags tags, T source,
			ToDoubleFunction<T> value) {
		Gauge.builder(meter.meterName(), source, value).description(meter.description()).tags(tags).register(registry);
	}

}
