package io.github.ablyspring.boot.test.assertj;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.realtime.channel.ChannelSubscription;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import org.jspecify.annotations.Nullable;

/**
 * Records what a channel receives, from the moment it is made on.
 */
public final class ChannelRecorder implements AutoCloseable {

	private final RealtimeChannel channel;

	private final ChannelSubscription subscription;

	private final List<Message> messages = new ArrayList<>();

	// how many of them assertions have gone past
	private int seen;

	private ChannelRecorder(RealtimeChannel channel) {
		this.channel = channel;
		this.subscription = channel.subscribe(this::add);
	}

	/**
	 * Starts to record. The channel is attached when this returns.
	 * @param channel the channel
	 * @return the recorder
	 */
	public static ChannelRecorder of(RealtimeChannel channel) {
		ChannelRecorder recorder = new ChannelRecorder(channel);
		String problem = Patience.await(recorder.subscription.attached(), Patience.DEFAULT);
		if (problem != null) {
			recorder.close();
			throw AblyException.of(ErrorCodes.CHANNEL_OPERATION_FAILED, 400,
					"The channel " + channel.name() + " could not be attached: " + problem);
		}
		return recorder;
	}

	/**
	 * The channel.
	 * @return the channel
	 */
	public RealtimeChannel channel() {
		return this.channel;
	}

	/**
	 * What was received up to now.
	 * @return the messages in their order
	 */
	public synchronized List<Message> messages() {
		return List.copyOf(this.messages);
	}

	private synchronized void add(Message message) {
		this.messages.add(message);
		notifyAll();
	}

	/**
	 * Waits for a message among those that no assertion has gone past.
	 * @param condition which
	 * @param limit how long
	 * @return the message, or {@code null} when there is none in time
	 */
	synchronized @Nullable Message next(Predicate<Message> condition, Duration limit) {
		long end = System.nanoTime() + limit.toNanos();
		int at = this.seen;
		while (true) {
			for (; at < this.messages.size(); at++) {
				if (condition.test(this.messages.get(at))) {
					this.seen = at + 1;
					return this.messages.get(at);
				}
			}
			if (!waitUntil(end)) {
				return null;
			}
		}
	}

	private boolean waitUntil(long end) {
		long nanos = end - System.nanoTime();
		if (nanos <= 0) {
			return false;
		}
		try {
			wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	synchronized List<Message> unseen() {
		return List.copyOf(this.messages.subList(this.seen, this.messages.size()));
	}

	/**
	 * Stops to record.
	 */
	@Override
	public void close() {
		this.subscription.unsubscribe();
	}

	@Override
	public String toString() {
		return "ChannelRecorder[" + this.channel.name() + "]";
	}

}
