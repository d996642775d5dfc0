package io.github.ablyspring.realtime.channel;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.realtime.Subscription;
import io.github.ablyspring.rest.HistoryParams;
import reactor.core.publisher.Flux;

/**
 * Makes the stream of what was and what comes. Live messages wait in their queue until
 * the history before them is through; the queue also says where continuity was lost, or
 * messages were dropped.
 */
final class LiveHistoryFlux {

	private static final int PREFETCH = 32;

	private LiveHistoryFlux() {
	}

	static Flux<Message> of(ChannelCore channel, HistoryParams past, int limit, Supplier<CompletionStage<?>> attach) {
		return Flux.defer(() -> {
			LiveHistory history = new LiveHistory(channel.rest(), past, limit);
			Live live = new Live(channel);
			MessageFlux<Object> items = new MessageFlux<>(channel, live::listen,
					() -> attach.get().thenAccept(change -> live.begin()));
			return items.concatMap(history::step, PREFETCH);
		});
	}

	/** Fills the queue of one subscriber. */
	private static final class Live {

		private final ChannelCore channel;

		// What comes before the beginning is part of the history; touched by the drain
		// only.
		private boolean begun;

		private volatile java.util.function.Consumer<Object> queue = item -> {
		};

		Live(ChannelCore channel) {
			this.channel = channel;
		}

		Subscription listen(DemandQueue<Object> queue) {
			this.queue = queue::offer;
			Subscription messages = this.channel.messages().addInternal(this::offer);
			Subscription changes = this.channel.events().emitter().listen(this::changed);
			Subscription drops = this.channel.events().drops().addInternal(dropped -> hole());
			return () -> {
				messages.unsubscribe();
				changes.unsubscribe();
				drops.unsubscribe();
			};
		}

		// On the loop, where the serial is that of the last frame before what is
		// delivered next.
		void begin() {
			String serial = this.channel.machine().position().channelSerial();
			this.channel.deliver(0, () -> {
				this.begun = true;
				this.queue.accept(new LiveHistory.Hole(true, serial));
			});
		}

		private void changed(ChannelStateChange change) {
			if (change.current() == ChannelState.ATTACHED && !change.resumed()) {
				hole();
			}
		}

		private void hole() {
			offer(new LiveHistory.Hole(false, this.channel.machine().position().channelSerial()));
		}

		private void offer(Object item) {
			if (this.begun) {
				this.queue.accept(item);
			}
		}

	}

}
