package io.github.ablyspring.sample.feed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.boot.listener.AblyListener;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageAction;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.sample.delivery.ChannelNames;
import io.github.ablyspring.sample.operations.Deliveries;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import org.springframework.stereotype.Component;

/**
 * The news of the last minutes. Reactions are annotations of the messages; Ably counts
 * them and sends the sums.
 */
@Component
class Feed {

	private static final String REACTION = "reaction:multiple.v1";

	private static final int REMEMBERED = 200;

	private final RealtimeChannel channel;

	private final Deliveries deliveries;

	private final Map<String, News> news = new LinkedHashMap<>();

	private final Sinks.Many<News> changes = Sinks.many().multicast().directBestEffort();

	Feed(AblyRealtime ably, Deliveries deliveries) {
		this.channel = ably.channels().get(ChannelNames.FEED);
		this.deliveries = deliveries;
	}

	/** What was, and what comes. */
	Flux<News> stream() {
		return Flux.merge(this.changes.asFlux(), Flux.defer(() -> Flux.fromIterable(latest())));
	}

	CompletableFuture<Void> react(Reaction reaction) {
		return this.channel.annotations()
			.publish(reaction.serial(), Annotation.builder().type(REACTION).name(reaction.name()).count(1).build());
	}

	synchronized List<News> latest() {
		return List.copyOf(this.news.values());
	}

	@AblyListener(channels = ChannelNames.FEED,
			actions = { MessageAction.MESSAGE_CREATE, MessageAction.MESSAGE_SUMMARY })
	void received(Message message) {
		this.deliveries.received(message);
		String serial = message.serial();
		if (serial != null) {
			News changed = apply(serial, message);
			if (changed != null) {
				this.changes.tryEmitNext(changed);
			}
		}
	}

	private synchronized @Nullable News apply(String serial, Message message) {
		News known = this.news.get(serial);
		News changed;
		if (message.action() == MessageAction.MESSAGE_SUMMARY) {
			if (known == null) {
				return null;
			}
			changed = known.with(count(message));
		}
		else {
			changed = new News(serial, String.valueOf(message.data()), message.timestamp(), Map.of());
		}
		this.news.put(serial, changed);
		while (this.news.size() > REMEMBERED) {
			this.news.remove(this.news.keySet().iterator().next());
		}
		return changed;
	}

	private static Map<String, Long> count(Message message) {
		Map<String, Long> counted = new LinkedHashMap<>();
		message.annotations().multiple(REACTION).forEach((name, counts) -> counted.put(name, counts.total()));
		return counted;
	}

}
