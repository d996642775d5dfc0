package io.github.ablyspring.emulator.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.PublishResult;

/**
 * Acknowledges frames, those that came in together with one answer.
 */
final class Acks {

	private final Executor loop;

	private final Consumer<ProtocolMessage> send;

	private final List<PublishResult> pending = new ArrayList<>();

	private long first;

	private boolean due;

	Acks(Executor loop, Consumer<ProtocolMessage> send) {
		this.loop = loop;
		this.send = send;
	}

	void ack(long msgSerial, PublishResult result) {
		if (!this.pending.isEmpty() && this.first + this.pending.size() != msgSerial) {
			flush();
		}
		if (this.pending.isEmpty()) {
			this.first = msgSerial;
		}
		this.pending.add(result);
		if (!this.due) {
			this.due = true;
			this.loop.execute(() -> {
				this.due = false;
				flush();
			});
		}
	}

	void nack(long msgSerial, ErrorInfo error) {
		flush();
		this.send.accept(ProtocolMessage.builder(Action.NACK).msgSerial(msgSerial).count(1).error(error).build());
	}

	void flush() {
		if (this.pending.isEmpty()) {
			return;
		}
		ProtocolMessage ack = ProtocolMessage.builder(Action.ACK)
			.msgSerial(this.first)
			.count(this.pending.size())
			.res(List.copyOf(this.pending))
			.build();
		this.pending.clear();
		this.send.accept(ack);
	}

	/**
	 * Drops what was not sent, because there is nobody to send it to.
	 */
	void clear() {
		this.pending.clear();
	}

}
