package io.github.ablyspring.realtime.channel;

import java.util.function.Supplier;

import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.realtime.connection.ConnectionLink;
import io.github.ablyspring.realtime.connection.ConnectionStateChange;
import io.github.ablyspring.transport.SerialLoop;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of one channel: what follows from what the application, the
 * connection, the server and the clock do to it (RTL2, RTL3, RTL12 to RTL14). Lives on
 * the client's loop; what others may read is volatile.
 */
final class ChannelMachine {

	private final String name;

	private final Supplier<ChannelOptions> options;

	private final Listener listener;

	private final ServerSide server;

	private final ChannelPosition position = new ChannelPosition();

	private final AttachRetry retry;

	private volatile ChannelState state = ChannelState.INITIALIZED;

	private volatile @Nullable ErrorInfo errorReason;

	private volatile Attachment attachment = Attachment.NONE;

	// Where a detach came from, for when it times out (RTL5f).
	private ChannelState beforeDetach = ChannelState.ATTACHED;

	/**
	 * Creates a channel that nothing has happened to.
	 * @param name its name
	 * @param options gives the options in force
	 * @param link the connection
	 * @param loop keeps the time
	 * @param settings what the options of the client mean for it
	 * @param listener hears of everything
	 */
	ChannelMachine(String name, Supplier<ChannelOptions> options, ConnectionLink link, SerialLoop loop,
			ChannelSettings settings, Listener listener) {
		this.name = name;
		this.options = options;
		this.listener = listener;
		this.server = new ServerSide(name, link, loop, settings.requestTimeout());
		this.retry = new AttachRetry(loop, settings, () -> attach(null));
	}

	// ---- what is so

	ChannelState state() {
		return this.state;
	}

	@Nullable ErrorInfo errorReason() {
		return this.errorReason;
	}

	Attachment attachment() {
		return this.attachment;
	}

	ChannelPosition position() {
		return this.position;
	}

	/**
	 * A frame with content has come in (RTL15b). In any other state than ATTACHED it is
	 * discarded as if it had not come (RTL17), so the serial stays, too: the next attach
	 * will have it sent again.
	 * @param frame the frame
	 * @return whether to take it in
	 */
	boolean takesIn(ProtocolMessage frame) {
		return this.state == ChannelState.ATTACHED && this.position.advance(frame);
	}

	/**
	 * Whether the server goes on with the channel, although it may be asked to attach or
	 * detach it just now.
	 * @return whether it does
	 */
	boolean isKnownToServer() {
		return this.server.knowsChannel();
	}

	// ---- what the application asks for

	/**
	 * Attaches, also a channel that is attached or being attached already.
	 * @param reason why, if not for the application's sake
	 */
	void attach(@Nullable ErrorInfo reason) {
		transition(ChannelState.ATTACHING, reason);
		askToAttach();
	}

	/** Detaches, and waits for the server to say so. */
	void detach() {
		this.beforeDetach = this.state;
		transition(ChannelState.DETACHING, null);
		askToDetach();
	}

	/** Detaches without the server. */
	void giveUp() {
		transition(ChannelState.DETACHED, null);
	}

	void forgetError() {
		this.errorReason = null;
	}

	/** Nothing happens by itself any more: no answer is awaited, and no retry comes. */
	void stop() {
		this.server.expectNothing();
		this.retry.cancel();
	}

	// ---- what happens to the messages

	/**
	 * A delta could not be applied: attaches again from before it (RTL18c). What comes in
	 * until then is discarded, because it will come again.
	 * @param serial the serial of the last frame that was all right
	 * @param error why
	 */
	void recoverDelta(@Nullable String serial, ErrorInfo error) {
		// The serial of a channel that was left since is of no use (RTL15b2).
		boolean left = switch (this.state) {
			case INITIALIZED, DETACHED, FAILED -> true;
			case ATTACHING, ATTACHED, DETACHING, SUSPENDED -> false;
		};
		this.position.brokenAfter(left ? null : serial);
		if (this.state == ChannelState.ATTACHED || this.state == ChannelState.ATTACHING) {
			attach(error);
		}
	}

	/** Nothing can be received on this channel any more. */
	void fail(ErrorInfo error) {
		// Until it is attached again, if it ever is.
		this.position.brokenAfter(null);
		transition(ChannelState.FAILED, error);
	}

	void emitUpdate(@Nullable ErrorInfo reason, boolean resumed) {
		ChannelState current = this.state;
		this.listener.updated(new ChannelStateChange(current, current, ChannelEvent.UPDATE, reason, resumed,
				current == ChannelState.ATTACHED && this.attachment.hasBacklog()));
	}

	// ---- what the connection does

	/** The connection starts afresh (RTN11d). */
	void reinitialize() {
		this.errorReason = null;
		transition(ChannelState.INITIALIZED, null);
	}

	void connectionChanged(ConnectionStateChange change) {
		this.server.connectionChanged();
		this.retry.cancel();
		switch (change.current()) {
			case CONNECTED -> connected(change);
			case SUSPENDED -> left(ChannelState.SUSPENDED, change);
			case CLOSED -> left(ChannelState.DETACHED, change);
			case FAILED -> left(ChannelState.FAILED, change);
			case INITIALIZED, CONNECTING, DISCONNECTED, CLOSING -> {
			}
		}
	}

	// RTL3d, RTN19b
	private void connected(ConnectionStateChange change) {
		switch (this.state) {
			case ATTACHING, ATTACHED, SUSPENDED -> attach(change.reason());
			case DETACHING -> askToDetach();
			case INITIALIZED, DETACHED, FAILED -> {
			}
		}
	}

	// RTL3a, RTL3b, RTL3c; without a connection nothing is left to detach.
	private void left(ChannelState next, ConnectionStateChange change) {
		switch (this.state) {
			case ATTACHING, ATTACHED -> transition(next, change.reason());
			case DETACHING -> giveUp();
			case INITIALIZED, DETACHED, SUSPENDED, FAILED -> {
			}
		}
	}

	// ---- what the server says

	void attached(ProtocolMessage frame) {
		switch (this.state) {
			case ATTACHING, ATTACHED, SUSPENDED -> takeOver(frame);
			case DETACHING -> askToDetach();
			case DETACHED -> detach();
			case INITIALIZED, FAILED -> {
			}
		}
	}

	private void takeOver(ProtocolMessage frame) {
		boolean known = this.server.knowsChannel();
		if (!this.server.attached()) {
			this.listener.attachedAgain(frame, known);
			askToAttach();
			return;
		}
		boolean resumed = frame.hasFlag(Flag.RESUMED);
		boolean recovered = this.position.isBroken();
		this.position.attached(frame.channelSerial(), resumed);
		this.attachment = Attachment.of(frame);
		this.retry.succeeded();
		if (recovered || !resumed) {
			this.listener.streamRestarts(recovered);
		}
		if (this.state != ChannelState.ATTACHED) {
			transition(ChannelState.ATTACHED, frame.error(), frame, known);
		}
		else {
			this.listener.attachedAgain(frame, known);
			if (!resumed) {
				emitUpdate(frame.error(), false);
			}
		}
	}

	void detached(ProtocolMessage frame) {
		if (!this.server.detached()) {
			return;
		}
		switch (this.state) {
			case DETACHING -> transition(ChannelState.DETACHED, frame.error());
			case ATTACHED, SUSPENDED -> attach(frame.error());
			case ATTACHING -> suspend(ChannelErrors.orElse(frame.error(), ChannelErrors.detachedByServer(this.name)));
			case INITIALIZED, DETACHED, FAILED -> {
			}
		}
	}

	void failed(ProtocolMessage frame) {
		this.server.failed();
		transition(ChannelState.FAILED, frame.error());
	}

	// ---- what the server is asked, and when it does not answer

	private void askToAttach() {
		this.server.attach(this.options.get(), this.position, this::attachTimedOut);
	}

	// RTL4f
	private void attachTimedOut() {
		suspend(ChannelErrors.timedOut("attach", this.name));
	}

	// RTL13b
	private void suspend(ErrorInfo reason) {
		transition(ChannelState.SUSPENDED, reason);
		if (this.state == ChannelState.SUSPENDED && this.server.isReachable()) {
			this.retry.schedule();
		}
	}

	private void askToDetach() {
		this.server.detach(this::detachTimedOut);
	}

	// RTL5f
	private void detachTimedOut() {
		transition(this.beforeDetach, ChannelErrors.timedOut("detach", this.name));
		if (this.state == ChannelState.ATTACHED) {
			// The server may have detached it all the same, and what came meanwhile was
			// discarded.
			attach(null);
		}
	}

	// ---- changes of state

	private void transition(ChannelState next, @Nullable ErrorInfo reason) {
		transition(next, reason, null, false);
	}

	private void transition(ChannelState next, @Nullable ErrorInfo reason, @Nullable ProtocolMessage attached,
			boolean known) {
		ChannelState previous = this.state;
		if (previous == next) {
			return;
		}
		stop();
		this.state = next;
		if (attached != null) {
			this.errorReason = null;
		}
		else if (reason != null) {
			this.errorReason = reason;
		}
		switch (next) {
			case INITIALIZED, DETACHED, FAILED -> {
				this.position.clear();
				this.server.leave();
			}
			case DETACHING -> this.position.leave();
			case ATTACHING, ATTACHED, SUSPENDED -> {
			}
		}
		this.listener.changed(new ChannelStateChange(previous, next, next.event(), reason,
				attached != null && attached.hasFlag(Flag.RESUMED), attached != null && this.attachment.hasBacklog()),
				attached, known);
	}

	/**
	 * What hears of the machine, on the loop.
	 */
	interface Listener {

		/**
		 * The channel has come to another state.
		 * @param change how
		 * @param attached what the server said, when it is attached now
		 * @param again whether the server knew it to be attached before
		 */
		void changed(ChannelStateChange change, @Nullable ProtocolMessage attached, boolean again);

		/**
		 * There is news of the channel, which stays in its state (RTL2g).
		 * @param change the UPDATE
		 */
		void updated(ChannelStateChange change);

		/**
		 * The server has said that the channel is attached, which does not change its
		 * state.
		 * @param attached what the server said
		 * @param again whether the server knew it to be attached before
		 */
		void attachedAgain(ProtocolMessage attached, boolean again);

		/**
		 * What comes from now on does not follow on from what came before, as far as
		 * deltas are concerned.
		 * @param recovered whether it begins where a delta could not be applied
		 */
		void streamRestarts(boolean recovered);

	}

}
