package io.github.ablyspring.realtime.channel;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.ablyspring.realtime.Subscription;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/**
 * What listeners are given, as a stream: each subscriber has a queue of its own, and a
 * full one holds up the mailbox.
 *
 * @param <T> the type of the items
 */
final class MessageFlux<T> extends Flux<T> {

	private final ChannelCore channel;

	private final Function<DemandQueue<T>, Subscription> register;

	private final Supplier<CompletionStage<?>> attach;

	/**
	 * Creates a stream.
	 * @param channel the channel
	 * @param register makes the queue of a subscriber a listener
	 * @param attach called when there is a subscriber; a failure ends its stream
	 */
	MessageFlux(ChannelCore channel, Function<DemandQueue<T>, Subscription> register,
			Supplier<CompletionStage<?>> attach) {
		this.channel = channel;
		this.register = register;
		this.attach = attach;
	}

	@Override
	public void subscribe(CoreSubscriber<? super T> subscriber) {
		MailboxOptions options = this.channel.settings().mailbox();
		Filling filling = new Filling();
		DemandQueue<T> queue = new DemandQueue<>(subscriber, this.channel.users(), options.capacity(),
				options.policy() == OverflowPolicy.DROP_OLDEST, filling);
		filling.queue = queue;
		subscriber.onSubscribe(queue);
		filling.start();
		this.attach.get().whenComplete((result, failure) -> {
			if (failure != null) {
				queue.end(failure);
			}
		});
	}

	private final class Filling implements DemandQueue.Owner {

		private @Nullable DemandQueue<T> queue;

		private @Nullable Subscription registration;

		private boolean cancelled;

		void start() {
			DemandQueue<T> filled = this.queue;
			if (filled == null) {
				return;
			}
			synchronized (this) {
				if (this.cancelled) {
					return;
				}
				MessageFlux.this.channel.dispatcher().add(filled);
				this.registration = MessageFlux.this.register.apply(filled);
			}
		}

		@Override
		public void room() {
			MessageFlux.this.channel.resume();
		}

		@Override
		public void lost(int count) {
			MessageFlux.this.channel.missed(count);
		}

		@Override
		public void cancelled() {
			Subscription gone;
			synchronized (this) {
				this.cancelled = true;
				gone = this.registration;
				this.registration = null;
			}
			if (this.queue != null) {
				MessageFlux.this.channel.dispatcher().remove(this.queue);
			}
			if (gone != null) {
				gone.unsubscribe();
			}
		}

	}

}
