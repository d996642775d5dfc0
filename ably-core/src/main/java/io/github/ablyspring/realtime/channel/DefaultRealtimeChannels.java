package io.github.ablyspring.realtime.channel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.realtime.connection.AckListener;
import io.github.ablyspring.realtime.connection.ChannelFrames;
import io.github.ablyspring.realtime.connection.ConnectionStateChange;
import io.github.ablyspring.rest.IdempotentIds;

/**
 * The channels of a realtime client, both as the application and as the connection see
 * them. Internal: applications use {@link RealtimeChannels}.
 */
public final class DefaultRealtimeChannels implements RealtimeChannels, ChannelFrames {

	private final ConcurrentMap<String, Held> channels = new ConcurrentHashMap<>();

	private final ChannelParts parts;

	private final IdempotentIds ids = new IdempotentIds();

	/**
	 * Creates an empty collection.
	 * @param parts what channels are made with
	 */
	public DefaultRealtimeChannels(ChannelParts parts) {
		this.parts = parts;
	}

	@Override
	public RealtimeChannel get(String name) {
		return hold(name).channel;
	}

	@Override
	public RealtimeChannel get(String name, ChannelOptions options) {
		Held held = hold(name, options);
		RealtimeChannel channel = held.channel;
		if (!channel.options().equals(options)) {
			if (held.channel.core().needsReattach(options)) {
				throw ChannelErrors.needsSetOptions(name);
			}
			held.channel.core().replaceOptions(options);
		}
		return channel;
	}

	@Override
	public RealtimeChannel getDerived(String name, DeriveOptions derive) {
		ChannelOptions options = this.parts.settings().defaults().of(name);
		return hold(DerivedName.of(name, derive, options.params()), options).channel;
	}

	@Override
	public RealtimeChannel getDerived(String name, DeriveOptions derive, ChannelOptions options) {
		return get(DerivedName.of(name, derive, options.params()), options);
	}

	@Override
	public boolean exists(String name) {
		return this.channels.containsKey(name);
	}

	@Override
	public Set<String> names() {
		return Set.copyOf(this.channels.keySet());
	}

	@Override
	public Iterator<RealtimeChannel> iterator() {
		List<RealtimeChannel> all = new ArrayList<>();
		this.channels.values().forEach(held -> all.add(held.channel));
		return List.copyOf(all).iterator();
	}

	@Override
	public CompletableFuture<Void> release(String name) {
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.parts.loop().run(() -> {
			Held held = this.channels.get(name);
			if (held == null) {
				done.complete(null);
				return;
			}
			held.releasing = true;
			ChannelMachine machine = held.channel.core().machine();
			if (machine.state() == ChannelState.FAILED) {
				forget(name);
				done.complete(null);
				return;
			}
			CompletableFuture<Void> detached = new CompletableFuture<>();
			detached.whenComplete((nothing, failure) -> {
				if (failure == null || machine.state() == ChannelState.FAILED) {
					forget(name);
					done.complete(null);
				}
				else {
					held.releasing = false;
					done.completeExceptionally(failure);
				}
			});
			held.channel.core().operations().detach(detached);
		});
		return this.parts.users().handOver(done);
	}

	@Override
	public void received(ProtocolMessage frame) {
		String name = frame.channel();
		Held held = (name != null) ? this.channels.get(name) : null;
		if (held != null) {
			held.channel.core().received(frame);
		}
	}

	@Override
	public void connectionChanged(ConnectionStateChange change) {
		this.channels.values().forEach(held -> held.channel.core().machine().connectionChanged(change));
	}

	@Override
	public void reinitialize() {
		this.channels.values().forEach(held -> held.channel.core().machine().reinitialize());
	}

	@Override
	public boolean takeBack(ProtocolMessage frame, AckListener listener) {
		String name = frame.channel();
		Held held = (name != null) ? this.channels.get(name) : null;
		return held != null && held.channel.core().takeBack(frame, listener);
	}

	@Override
	public Map<String, String> channelSerials() {
		Map<String, String> serials = new HashMap<>();
		this.channels.forEach((name, held) -> {
			String serial = held.channel.core().machine().position().channelSerial();
			if (serial != null && held.channel.state() == ChannelState.ATTACHED) {
				serials.put(name, serial);
			}
		});
		return serials;
	}

	@Override
	public void recover(Map<String, String> serials) {
		serials.forEach((name, serial) -> hold(name).channel.core().machine().position().goBackTo(serial));
	}

	private Held hold(String name) {
		Held held = this.channels.get(name);
		return (held != null && !held.releasing) ? held
				: hold(name, this.parts.settings().defaults().ofQualified(name));
	}

	private Held hold(String name, ChannelOptions options) {
		Held held = this.channels.get(name);
		if (held != null && !held.releasing) {
			return held;
		}
		return this.channels.compute(name, (key, present) -> {
			if (present == null) {
				return new Held(create(key, options));
			}
			present.releasing = false;
			return present;
		});
	}

	private void forget(String name) {
		this.channels.computeIfPresent(name, (key, held) -> {
			if (!held.releasing) {
				return held;
			}
			held.channel.core().release();
			return null;
		});
		this.parts.rest().release(name);
	}

	private DefaultRealtimeChannel create(String name, ChannelOptions options) {
		ChannelCore core = new ChannelCore(name, options, this.parts);
		return new DefaultRealtimeChannel(core, new MessagePublisher(core, this.ids), new ChannelAnnotations(core));
	}

	private static final class Held {

		private final DefaultRealtimeChannel channel;

		// Asking for the channel meanwhile keeps it.
		private volatile boolean releasing;

		Held(DefaultRealtimeChannel channel) {
			this.channel = channel;
		}

	}

}
