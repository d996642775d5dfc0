package io.github.ablyspring.emulator.channel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import io.github.ablyspring.emulator.apps.App;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.limits.EmulatorLimits;
import io.github.ablyspring.emulator.time.EmulatorLoop;
import io.github.ablyspring.protocol.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * All channels of an emulator.
 */
public final class Channels {

	private final Map<String, Map<String, Channel>> byApp = new LinkedHashMap<>();

	private final ChannelContext context;

	private final List<BiConsumer<Channel, List<WireMessage>>> publishListeners = new ArrayList<>();

	private int size;

	/**
	 * Creates an empty set.
	 * @param loop the thread and the time
	 * @param limits how much is kept
	 */
	public Channels(EmulatorLoop loop, EmulatorLimits limits) {
		this.context = new ChannelContext(loop, limits, new HistoryBudget(limits.maxHistoryBytes()),
				new PresenceBudget(limits.maxHistoryBytes()));
	}

	/**
	 * Calls somebody for all messages published anywhere.
	 * @param listener whom to call
	 */
	public void onPublish(BiConsumer<Channel, List<WireMessage>> listener) {
		this.publishListeners.add(listener);
	}

	/**
	 * The channel of a name, made if there was none.
	 * @param app the application
	 * @param name the name
	 * @return the channel
	 */
	public Channel get(App app, ChannelName name) {
		Map<String, Channel> channels = this.byApp.computeIfAbsent(app.id(), (id) -> new LinkedHashMap<>());
		String canonical = name.canonical();
		Channel known = channels.get(canonical);
		if (known != null) {
			return known;
		}
		if (this.size >= this.context.limits().maxChannels()) {
			sweep();
			if (this.size >= this.context.limits().maxChannels()) {
				throw Refusals.tooManyChannels(this.context.limits().maxChannels());
			}
		}
		Channel channel = new Channel(app, canonical, app.namespaceOf(name.name()), this.context);
		this.publishListeners
			.forEach((listener) -> channel.onPublish((messages) -> listener.accept(channel, messages)));
		channels.put(canonical, channel);
		this.context.budget().opened(channel);
		this.size++;
		return channel;
	}

	/**
	 * The channel of a name, if there is one.
	 * @param app the application
	 * @param name the name
	 * @return the channel
	 */
	public @Nullable Channel find(App app, ChannelName name) {
		return this.byApp.getOrDefault(app.id(), Map.of()).get(name.canonical());
	}

	/**
	 * The channels of an application.
	 * @param app the application
	 * @return the channels, in no particular order
	 */
	public List<Channel> all(App app) {
		return List.copyOf(this.byApp.getOrDefault(app.id(), Map.of()).values());
	}

	/**
	 * Forgets all channels of an application.
	 * @param app the application
	 */
	public void remove(App app) {
		Map<String, Channel> removed = this.byApp.remove(app.id());
		if (removed != null) {
			removed.values().forEach(this::close);
		}
	}

	/**
	 * Forgets channels that nobody would miss.
	 */
	public void sweep() {
		long now = this.context.loop().now();
		for (Map<String, Channel> channels : this.byApp.values()) {
			channels.values().removeIf((channel) -> {
				boolean idle = channel.isIdle(now);
				if (idle) {
					close(channel);
				}
				return idle;
			});
		}
	}

	private void close(Channel channel) {
		while (channel.evictOldest()) {
			continue;
		}
		channel.presenceSet().clear();
		this.context.budget().closed(channel);
		this.size--;
	}

	/**
	 * How many channels there are.
	 * @return the number
	 */
	public int size() {
		return this.size;
	}

	/**
	 * How many bytes all histories have together.
	 * @return the number
	 */
	public long historyBytes() {
		return this.context.budget().bytes();
	}

}
