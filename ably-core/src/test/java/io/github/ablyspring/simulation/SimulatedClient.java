package io.github.ablyspring.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.PublishOptions;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.realtime.channel.RealtimeChannels;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.realtime.presence.RealtimePresence;
import org.jspecify.annotations.Nullable;

/**
 * A client that does at random what applications do.
 */
final class SimulatedClient {

	private static final ChannelOptions DELTAS = ChannelOptions.builder().delta().attachOnSubscribe(false).build();

	private static final ChannelOptions PLAIN = ChannelOptions.builder().attachOnSubscribe(false).build();

	private static final int MEMBERS = 3;

	private final String name;

	private final AblyRealtime client;

	private final ModelServer server;

	private final Chance chance;

	private final List<String> channelNames;

	private final Consumer<Throwable> failures;

	private final Map<String, Observed> observed = new LinkedHashMap<>();

	private final List<Published> published = new ArrayList<>();

	// What was not refused, and where.
	private final Map<String, ModelChannel> annotated = new LinkedHashMap<>();

	private final Map<String, CompletableFuture<?>> operations = new LinkedHashMap<>();

	// Whether it has tokens, which can be renewed.
	private final boolean tokens;

	private int number;

	SimulatedClient(String name, AblyRealtime client, boolean tokens, ModelServer server, Chance chance,
			List<String> channelNames, Consumer<Throwable> failures) {
		this.failures = failures;
		this.name = name;
		this.client = client;
		this.tokens = tokens;
		this.server = server;
		this.chance = chance;
		this.channelNames = channelNames;
		channelNames.forEach(this::observe);
	}

	AblyRealtime client() {
		return this.client;
	}

	Observed observed(String channel) {
		return this.observed.get(channel);
	}

	private void observe(String channel) {
		RealtimeChannels channels = this.client.channels();
		RealtimeChannel got = channels.exists(channel) ? channels.get(channel)
				: channels.get(channel, channel.startsWith("delta") ? DELTAS : PLAIN);
		Observed before = this.observed.get(channel);
		if (before == null || before.channel() != got) {
			this.observed.put(channel, new Observed(this.server.channel(channel), got, this.failures));
		}
	}

	/** Does one thing. */
	void act() {
		String channelName = this.chance.oneOf(this.channelNames);
		RealtimeChannel channel = this.observed.get(channelName).channel();
		RealtimePresence presence = channel.presence();
		String member = this.name + this.chance.below(MEMBERS);
		int what = this.chance.below(27);
		if (ModelSocket.TRACE) {
			System.out
				.println(this.name + " does " + what + " on " + channel + " while " + this.client.connection().state());
		}
		switch (what) {
			case 0, 1, 2 -> started("attach", channel.attach());
			case 3 -> started("detach", channel.detach());
			case 4 -> started("setOptions", channel
				.setOptions(channel.options().toBuilder().param("agent", "a" + this.chance.below(3)).build()));
			case 5 -> {
				if (this.chance.of(0.3)) {
					started("release", this.client.channels().release(channelName));
				}
			}
			case 6 -> {
				if (this.chance.of(0.1)) {
					started("close", this.client.connection().close());
				}
			}
			case 7, 8 -> this.client.connect();
			case 9, 10 -> enter(channel, member);
			case 11 -> {
				String data = "updated" + this.chance.below(100);
				wanted(channelName, member, data, started("update", presence.updateClient(member, data)));
			}
			case 12 -> wanted(channelName, member, null, started("leave", presence.leaveClient(member)));
			case 13 -> started("get", presence.get());
			case 14 -> started("ping", this.client.connection().ping());
			case 15 -> {
				if (this.chance.of(0.2)) {
					this.client.connection().networkChanged(this.chance.of(0.5));
				}
			}
			case 16 -> {
				if (this.tokens && this.chance.of(0.3)) {
					started("authorize", this.client.auth().authorize());
				}
			}
			case 17, 18 -> annotate(channel);
			default -> publish(channel);
		}
		if (!this.client.channels().exists(channelName)) {
			observe(channelName);
		}
	}

	private void enter(RealtimeChannel channel, String member) {
		String data = "entered" + this.chance.below(100);
		wanted(channel.name(), member, data, started("enter", channel.presence().enterClient(member, data)));
	}

	private void wanted(String channel, String member, @Nullable String data, CompletableFuture<Void> outcome) {
		this.observed.get(channel).wanted().asked(member, data, outcome);
	}

	private void publish(RealtimeChannel channel) {
		List<String> data = new ArrayList<>();
		for (int i = this.chance.of(0.2) ? this.chance.below(3) : 0; i >= 0; i--) {
			data.add(this.name + "-" + this.number++);
		}
		List<Message> messages = data.stream().map(each -> Message.of("event", each)).toList();
		PublishOptions options = this.chance.mishap(0.1) ? PublishOptions.NONE.withTimeout(Duration.ofSeconds(2))
				: PublishOptions.NONE;
		this.published
			.add(new Published(channel, this.server.channel(channel.name()), data, channel.publish(messages, options)));
	}

	private void annotate(RealtimeChannel channel) {
		ModelChannel model = this.server.channel(channel.name());
		if (!model.messages().isEmpty()) {
			String serial = String.valueOf(this.chance.oneOf(model.messages()).serial());
			String name = this.name + "-" + this.number++;
			CompletableFuture<Void> outcome = channel.annotations()
				.publish(serial, Annotation.of("reaction:distinct.v1", name));
			this.annotated.put(name, model);
			started("annotate", outcome).exceptionally(failure -> {
				this.annotated.remove(name);
				return null;
			});
		}
	}

	/** Leaves a defined state behind, for the comparison at the end. */
	void settle() {
		this.client.connect();
		this.channelNames.forEach(this::observe);
	}

	void attachAll() {
		this.observed.values().forEach(each -> started("attach", each.channel().attach()));
	}

	/** Makes everybody present on all channels. */
	void enterAll() {
		this.observed.values().forEach(each -> {
			for (int i = 0; i < MEMBERS; i++) {
				enter(each.channel(), this.name + i);
			}
		});
	}

	/**
	 * Those are present who were asked to be, with what they were asked to be last, and
	 * nobody else was.
	 */
	void assertIsPresentAsAskedFor() {
		String connectionId = String.valueOf(this.client.connection().id());
		this.observed.forEach((channel, each) -> {
			Map<String, String> present = this.server.channel(channel).membersOf(connectionId);
			each.wanted().certain().forEach((member, data) -> {
				if (!Objects.equals(present.get(member), data)) {
					throw new BrokenInvariant(member + " is present on " + channel + " as " + present.get(member)
							+ ", but was last asked to be " + data);
				}
			});
		});
	}

	void publishAll() {
		this.observed.values().forEach(each -> {
			publish(each.channel());
			annotate(each.channel());
		});
	}

	void assertConnectedAndAttached() {
		if (this.client.connection().state() != ConnectionState.CONNECTED) {
			throw new BrokenInvariant(
					this.name + " is " + this.client.connection().state() + " on a network that works");
		}
		this.observed.values().forEach(each -> {
			if (each.channel().state() != ChannelState.ATTACHED) {
				throw new BrokenInvariant(this.name + "'s channel " + each.channel().name() + " is "
						+ each.channel().state() + " on a network that works");
			}
		});
	}

	void assertHasHeardOfTheLastMessages() {
		this.observed.values().forEach(Observed::assertHasHeardOfTheNewest);
	}

	void assertKnowsWhoIsPresent(Consumer<CompletableFuture<?>> await) {
		this.observed.forEach((channel, each) -> {
			CompletableFuture<List<PresenceMessage>> members = each.channel().presence().get();
			await.accept(members);
			List<String> seen = members.join()
				.stream()
				.map(member -> member.connectionId() + ":" + member.clientId() + "=" + member.data())
				.sorted()
				.toList();
			List<String> actual = this.server.channel(channel).members();
			if (!seen.equals(actual)) {
				throw new BrokenInvariant(
						this.name + " sees " + seen + " on " + channel + ", but present are " + actual);
			}
		});
	}

	/** Every publish has ended once; what was acknowledged is stored, in order. */
	void assertPublishesHaveEnded() {
		Map<RealtimeChannel, Integer> newest = new HashMap<>();
		for (Published publish : this.published) {
			publish.assertHasEndedOnce();
			if (publish.isAccepted()) {
				int position = publish.assertIsStored();
				if (position < newest.getOrDefault(publish.by(), -1)) {
					throw new BrokenInvariant(publish + " has overtaken another one");
				}
				newest.put(publish.by(), position);
			}
		}
	}

	/** What was acknowledged is stored; all has ended when this is asked. */
	void assertAnnotationsAreStored() {
		this.annotated.forEach((name, channel) -> {
			if (channel.annotations().stream().noneMatch(stored -> name.equals(stored.name()))) {
				throw new BrokenInvariant("The annotation " + name + " was acknowledged, but is lost");
			}
		});
	}

	void assertOperationsHaveEnded() {
		this.operations.forEach((description, operation) -> {
			if (!operation.isDone()) {
				throw new BrokenInvariant(this.name + " has waited in vain for " + description);
			}
		});
	}

	private <T> CompletableFuture<T> started(String what, CompletableFuture<T> operation) {
		this.operations.put(what + " (operation " + this.operations.size() + ")", operation);
		if (ModelSocket.TRACE) {
			System.out.println(this.name + " operation " + (this.operations.size() - 1) + " is " + what);
		}
		return operation;
	}

	void assertNothingIsLeft() {
		if (this.client.connection().state() != ConnectionState.CLOSED) {
			throw new BrokenInvariant(this.name + " is " + this.client.connection().state() + " after a close");
		}
		this.observed.values().forEach(each -> {
			if (each.channel().mailbox().pending() != 0 || each.channel().mailbox().pausing()) {
				throw new BrokenInvariant(
						"Something is left in a mailbox of " + this.name + ": " + each.channel().mailbox());
			}
		});
	}

}
