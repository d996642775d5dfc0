package io.github.ablyspring.realtime.channel;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.DeltaDecoder;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageDecoder;
import io.github.ablyspring.message.VcdiffDecoder;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import org.jspecify.annotations.Nullable;

/**
 * Brings what waits in the mailbox of a channel to its listeners: decodes, applies
 * deltas, asks the interceptors. Lives on the drain of the mailbox, one call at a time.
 */
final class MessageDispatcher implements Mailbox.Handler {

	private final Listeners<Message> messages;

	private final Listeners<Annotation> annotations;

	private final List<DemandQueue<?>> streams = new CopyOnWriteArrayList<>();

	private final InterceptorChain interceptors;

	private final @Nullable VcdiffDecoder vcdiff;

	private final ChannelWatch watch;

	private final Upstream upstream;

	private MessageDecoder decoder;

	private DeltaDecoder deltas;

	// The messages of the frame at hand, and how many of them are delivered.
	private @Nullable List<Message> current;

	private int delivered;

	// A message the interceptors have not finished with.
	private @Nullable CompletableFuture<@Nullable Message> intercepted;

	// After a delta that could not be applied everything is discarded, because it will
	// come again.
	private boolean broken;

	private @Nullable String lastSerial;

	MessageDispatcher(Listeners<Message> messages, Listeners<Annotation> annotations, MessageDecoder decoder,
			@Nullable VcdiffDecoder vcdiff, InterceptorChain interceptors, ChannelWatch watch, Upstream upstream) {
		this.messages = messages;
		this.annotations = annotations;
		this.vcdiff = vcdiff;
		this.interceptors = interceptors;
		this.watch = watch;
		this.upstream = upstream;
		this.decoder = decoder;
		this.deltas = new DeltaDecoder(decoder, vcdiff);
	}

	@Override
	public boolean handle(Object entry) {
		if (entry instanceof ProtocolMessage frame) {
			return (frame.action() == Action.ANNOTATION) ? annotations(frame) : messages(frame);
		}
		((Delivery) entry).deliver();
		return true;
	}

	@Override
	public void missed(long count) {
		this.upstream.missed(count);
	}

	/** Streams that may hold up the mailbox. From any thread. */
	void add(DemandQueue<?> stream) {
		this.streams.add(stream);
	}

	void remove(DemandQueue<?> stream) {
		this.streams.remove(stream);
	}

	boolean hasStreams() {
		return !this.streams.isEmpty();
	}

	/**
	 * Nothing comes any more.
	 * @param failure why, {@code null} if that is all right
	 */
	void endStreams(@Nullable AblyException failure) {
		this.streams.forEach(stream -> stream.end(failure));
	}

	/**
	 * Makes streams whose subscribers ask for nothing drop their oldest messages from now
	 * on, instead of holding up the mailbox. From any thread.
	 * @return whether there was one
	 */
	boolean giveWay() {
		boolean any = false;
		for (DemandQueue<?> stream : this.streams) {
			any |= stream.giveWay();
		}
		return any;
	}

	/**
	 * Decodes otherwise from now on.
	 * @param decoder the new decoder
	 */
	void decodeWith(MessageDecoder decoder) {
		this.decoder = decoder;
		this.deltas = new DeltaDecoder(decoder, this.vcdiff);
	}

	/**
	 * What follows does not build on what came before.
	 * @param recovered whether it begins where a delta could not be applied
	 * @param serial the serial of the channel there
	 */
	void restart(boolean recovered, @Nullable String serial) {
		this.deltas.reset();
		this.lastSerial = serial;
		if (recovered) {
			this.broken = false;
		}
	}

	/**
	 * Frames that nobody wanted were passed over.
	 * @param serial the serial of the last of them
	 */
	void position(String serial) {
		this.lastSerial = serial;
	}

	private boolean messages(ProtocolMessage frame) {
		List<Message> list = this.current;
		if (list == null) {
			list = decode(frame);
			if (list == null) {
				return true;
			}
			this.watch.received(list.size());
			this.current = list;
			this.delivered = 0;
		}
		while (this.delivered < list.size()) {
			if (!deliver(list.get(this.delivered))) {
				return false;
			}
			this.delivered++;
		}
		this.current = null;
		return true;
	}

	private boolean deliver(Message message) {
		Message toDeliver = message;
		if (!this.interceptors.isEmpty()) {
			CompletableFuture<@Nullable Message> outcome = this.intercepted;
			if (outcome == null) {
				outcome = this.interceptors.delivering(message);
				this.intercepted = outcome;
				if (!outcome.isDone()) {
					outcome.whenComplete((result, failure) -> this.upstream.resume());
					return false;
				}
			}
			else if (!outcome.isDone()) {
				return false;
			}
			toDeliver = outcome.getNow(null);
		}
		if (!this.streams.isEmpty() && isHeldUp()) {
			return false;
		}
		this.intercepted = null;
		if (toDeliver != null) {
			this.messages.deliver(toDeliver);
		}
		return true;
	}

	private boolean annotations(ProtocolMessage frame) {
		if (this.broken || this.annotations.isEmpty()) {
			return true;
		}
		if (!this.streams.isEmpty() && isHeldUp()) {
			return false;
		}
		for (Annotation annotation : this.decoder.annotations(frame)) {
			this.annotations.deliver(annotation);
		}
		accepted(frame);
		return true;
	}

	private boolean isHeldUp() {
		for (DemandQueue<?> stream : this.streams) {
			if (stream.full()) {
				return true;
			}
		}
		return false;
	}

	private @Nullable List<Message> decode(ProtocolMessage frame) {
		if (this.broken) {
			return null;
		}
		try {
			List<Message> list = this.deltas.decode(frame);
			accepted(frame);
			return list;
		}
		catch (AblyException ex) {
			this.broken = true;
			this.upstream.undecodable(this.lastSerial, ex.errorInfo());
			return null;
		}
	}

	private void accepted(ProtocolMessage frame) {
		if (frame.channelSerial() != null) {
			this.lastSerial = frame.channelSerial();
		}
	}

	/**
	 * Where a dispatcher reports to, on the user executor.
	 */
	interface Upstream {

		/** The drain can go on. */
		void resume();

		/**
		 * Messages were dropped before they could be delivered.
		 * @param count how many
		 */
		void missed(long count);

		/**
		 * A delta could not be applied.
		 * @param lastSerial the serial of the frame before
		 * @param error why
		 */
		void undecodable(@Nullable String lastSerial, ErrorInfo error);

	}

}
