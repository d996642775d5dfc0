package io.github.ablyspring.rest;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.PublishResult;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * One run of a {@link BulkPublish}. Whatever happens (a message arrives, a request ends,
 * outcomes are asked for) leads to {@link #drain()}, which one thread at a time executes;
 * only there the plain fields are touched.
 */
final class BulkPublishSubscription implements CoreSubscriber<Message>, Subscription {

	/** How many messages are asked of the source before they are needed. */
	private static final int AHEAD = 64;

	private final CoreSubscriber<? super PublishOutcome> actual;

	private final BulkPublish.Sender sender;

	private final AtomicInteger work = new AtomicInteger();

	private final AtomicLong demand = new AtomicLong();

	private final Queue<Message> arrived = new ConcurrentLinkedQueue<>();

	private volatile boolean sourceEnded;

	private volatile boolean cancelled;

	private volatile @Nullable Answer answer;

	private @Nullable Throwable sourceError;

	private @Nullable Subscription upstream;

	private int askedOfSource;

	private PublishBatch gathered;

	private @Nullable EncodedMessage waiting;

	private @Nullable Refusal refusal;

	private int underWay;

	private long nextIndex;

	private boolean ended;

	BulkPublishSubscription(CoreSubscriber<? super PublishOutcome> actual, BulkPublish.Sender sender) {
		this.actual = actual;
		this.sender = sender;
		this.gathered = new PublishBatch(sender.maxSize());
	}

	@Override
	public Context currentContext() {
		return this.actual.currentContext();
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		if (Operators.validate(this.upstream, subscription)) {
			this.upstream = subscription;
			this.actual.onSubscribe(this);
		}
	}

	@Override
	public void onNext(Message message) {
		this.arrived.add(message);
		drain();
	}

	@Override
	public void onError(Throwable error) {
		this.sourceError = error;
		this.sourceEnded = true;
		drain();
	}

	@Override
	public void onComplete() {
		this.sourceEnded = true;
		drain();
	}

	@Override
	public void request(long n) {
		if (Operators.validate(n)) {
			this.demand.accumulateAndGet(n, Operators::addCap);
			drain();
		}
	}

	@Override
	public void cancel() {
		this.cancelled = true;
		Subscription subscription = this.upstream;
		if (subscription != null) {
			subscription.cancel();
		}
		drain();
	}

	private void drain() {
		if (this.work.getAndIncrement() != 0) {
			return;
		}
		int done = 1;
		do {
			boolean more = true;
			while (more) {
				more = advance();
			}
			done = this.work.addAndGet(-done);
		}
		while (done != 0);
	}

	/** Does what can be done now; tells whether there may be more. */
	private boolean advance() {
		if (this.cancelled || this.ended) {
			this.arrived.clear();
			return false;
		}
		settle();
		boolean last = this.sourceEnded;
		gather();
		if (this.underWay > 0) {
			return false;
		}
		if (!this.gathered.isEmpty()) {
			send();
			return true;
		}
		if (this.refusal != null) {
			return emitRefusal(this.refusal);
		}
		if (last && this.waiting == null && this.arrived.isEmpty()) {
			end();
		}
		return false;
	}

	/**
	 * Takes messages as long as they fit into the batch and somebody asked for their
	 * outcome.
	 */
	private void gather() {
		if (this.waiting != null && this.gathered.add(this.waiting)) {
			this.waiting = null;
		}
		while (this.waiting == null && this.refusal == null && isAskedFor()) {
			Message message = next();
			if (message == null) {
				return;
			}
			place(message);
		}
	}

	private void place(Message message) {
		try {
			EncodedMessage encoded = this.sender.encode(message);
			if (encoded.size() > this.sender.maxSize()) {
				this.refusal = new Refusal(message, PublishLimits.tooLarge(encoded.size(), this.sender.maxSize()));
			}
			else if (!this.gathered.add(encoded)) {
				this.waiting = encoded;
			}
		}
		catch (RuntimeException ex) {
			this.refusal = new Refusal(message, AblyException.from(ex).errorInfo());
		}
	}

	private boolean isAskedFor() {
		return this.demand.get() > this.underWay + this.gathered.count();
	}

	private @Nullable Message next() {
		Message message = this.arrived.poll();
		if (message == null && !this.sourceEnded && this.askedOfSource <= AHEAD / 2 && this.upstream != null) {
			int more = AHEAD - this.askedOfSource;
			this.askedOfSource = AHEAD;
			// a source that has its messages at hand delivers them before this returns
			this.upstream.request(more);
			message = this.arrived.poll();
		}
		if (message != null) {
			this.askedOfSource--;
		}
		return message;
	}

	private void send() {
		List<EncodedMessage> prepared = this.sender.identify(this.gathered);
		this.underWay = prepared.size();
		this.gathered = new PublishBatch(this.sender.maxSize());
		this.sender.send(prepared).whenComplete((result, failure) -> {
			this.answer = new Answer(prepared, result, failure);
			drain();
		});
	}

	private void settle() {
		Answer settled = this.answer;
		if (settled == null) {
			return;
		}
		this.answer = null;
		this.underWay = 0;
		for (int index = 0; index < settled.messages().size() && !this.cancelled; index++) {
			emit(settled.outcome(this.nextIndex, index));
		}
	}

	private boolean emitRefusal(Refusal refused) {
		this.refusal = null;
		this.sender.refused(refused.error());
		emit(new PublishOutcome.Failed(this.nextIndex, refused.message(), refused.error()));
		return true;
	}

	private void emit(PublishOutcome outcome) {
		this.nextIndex++;
		this.demand.updateAndGet((asked) -> (asked == Long.MAX_VALUE) ? asked : asked - 1);
		this.actual.onNext(outcome);
	}

	private void end() {
		this.ended = true;
		if (this.sourceError != null) {
			this.actual.onError(this.sourceError);
		}
		else {
			this.actual.onComplete();
		}
	}

	/** A message that cannot be sent; its outcome waits for those before it. */
	private record Refusal(Message message, ErrorInfo error) {

	}

	/** How a request ended. */
	private record Answer(List<EncodedMessage> messages, @Nullable PublishResult result, @Nullable Throwable failure) {

		PublishOutcome outcome(long index, int position) {
			Message message = this.messages.get(position).message();
			if (this.result == null) {
				ErrorInfo error = (this.failure != null) ? AblyException.from(this.failure).errorInfo()
						: ErrorInfo.of(50000, 500, "The publish ended without a result");
				return new PublishOutcome.Failed(index, message, error);
			}
			List<@Nullable String> serials = this.result.serials();
			return new PublishOutcome.Published(index, message,
					(position < serials.size()) ? serials.get(position) : null);
		}

	}

}
