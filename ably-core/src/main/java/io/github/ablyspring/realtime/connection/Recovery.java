package io.github.ablyspring.realtime.connection;

import io.github.ablyspring.transport.LogLevel;
import org.jspecify.annotations.Nullable;

/**
 * What one client leaves to the next, which goes on with its connection (RTN16): finds
 * the key of an earlier client before the first attempt, and makes one for a later
 * client.
 */
final class Recovery {

	private final ConnectionContext context;

	private final StateKeeper states;

	private final PendingPublishes publishes;

	private final ChannelFrames channels;

	// Asked before the first attempt, and no more once it has answered.
	private @Nullable RecoverySource source;

	private @Nullable RecoveryQuestion question;

	private @Nullable String connectionKey;

	Recovery(ConnectionContext context, StateKeeper states, PendingPublishes publishes, ChannelFrames channels) {
		this.context = context;
		this.states = states;
		this.publishes = publishes;
		this.channels = channels;
		this.source = (context.settings().recover() == null) ? context.recovery() : null;
	}

	/**
	 * Takes over what an earlier client has left (RTN16f, RTN16j).
	 * @param text its recovery key
	 */
	void takeOver(String text) {
		RecoveryKey key = RecoveryKey.parse(text);
		if (key == null) {
			this.context.log().log(LogLevel.ERROR, "The recovery key is malformed; a new connection is made instead");
			return;
		}
		this.connectionKey = key.connectionKey();
		this.publishes.continueFrom(key.msgSerial());
		this.channels.recover(key.channelSerials());
	}

	/**
	 * Finds out whether there is something to take over, if that is not known yet.
	 * @param then what to do when it is
	 */
	void prepare(Runnable then) {
		RecoverySource asked = this.source;
		if (asked == null) {
			then.run();
			return;
		}
		this.question = new RecoveryQuestion(this.context, (key) -> {
			this.question = null;
			this.source = null;
			if (key != null) {
				takeOver(key);
			}
			then.run();
		});
		this.question.ask(asked);
	}

	/** Nobody waits for the answer any more. */
	void halt() {
		if (this.question != null) {
			this.question.halt();
			this.question = null;
		}
	}

	/**
	 * The key of the connection to take over with the next attempt (RTN16k).
	 * @return the key, if there is such a connection
	 */
	@Nullable String connectionKey() {
		return this.connectionKey;
	}

	/** The connection is taken over, or another one made. */
	void done() {
		this.connectionKey = null;
	}

	/**
	 * What a later client needs to know (RTN16g). On any thread.
	 * @return the recovery key, {@code null} when there is nothing to go on with
	 */
	@Nullable String createKey() {
		StateSnapshot now = this.states.snapshot();
		String key = now.key();
		if (key == null || now.state() == ConnectionState.SUSPENDED) {
			return null;
		}
		return new RecoveryKey(key, this.publishes.nextSerial(), this.channels.channelSerials()).format();
	}

}
