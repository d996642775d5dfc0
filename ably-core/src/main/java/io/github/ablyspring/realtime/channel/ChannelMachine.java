package io.github.ablyspring.realtime.channel;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.realtime.connection.ConnectionLink;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.realtime.connection.ConnectionStateChange;
import io.github.ablyspring.transport.SerialLoop;
import io.github.ablyspring.transport.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of one channel: attaching, detaching, and what the connection and the
 * server do to it (RTL2 to RTL5, RTL12 to RTL16). Lives on the client's loop; what others
 * may read is volatile.
 */
final class ChannelMachine {

	private final String name;

	private final ConnectionLink link;

	private final SerialLoop loop;

	private final ChannelSettings settings;

	private final Listener listener;

	private final ChannelOperations operations = new ChannelOperations();

	private volatile ChannelState state = ChannelState.INITIALIZED;

	private volatile @Nullable ErrorInfo errorReason;

	private final ChannelPosition position = new ChannelPosition();

	private volatile Map<String, String> params = Map.of();

	private volatile Set<ChannelMode> modes = Set.of();

	private volatile boolean hasBacklog;

	private volatile ChannelOptions options;

	// Where a detach came from, for when it times out (RTL5f).
	private ChannelState beforeDetach = ChannelState.ATTACHED;

	// Whether an attach goes on where one was before.
	private boolean attachResume;

	// The answer to an ATTACH is awaited; whether another one shall follow it. Never two
	// at a
	// time: both would be answered with the same messages.
	private boolean awaitingAttached;

	private boolean attachAgain;

	// Whether the server has attached the channel on this connection and not detached it
	// since, whatever became of requests that it did not answer.
	private boolean knownToServer;

	// How many answers are still to come to detaches that nobody waits for.
	private int strayDetached;

	private int retries;

	// A delta could not be applied: the next attach begins after the frame before it
	// (RTL18).
	private boolean recovering;

	private @Nullable String recoverySerial;

	private boolean released;

	// Awaits an answer of the server, or the time to attach again: never both.
	private @Nullable Timeout timer;

	ChannelMachine(String name, ChannelOptions options, ConnectionLink link, SerialLoop loop, ChannelSettings settings,
			Listener listener) {
		this.name = name;
		this.options = options;
		this.link = link;
		this.loop = loop;
		this.settings = settings;
		this.listener = listener;
	}

	ChannelState state() {
		return this.state;
	}

	@Nullable ErrorInfo errorReason() {
		return this.errorReason;
	}

	@Nullable String channelSerial() {
		return this.position.channelSerial();
	}

	ChannelProperties properties() {
		return new ChannelProperties(this.position.attachSerial(), this.position.channelSerial());
	}

	Map<String, String> params() {
		return this.params;
	}

	Set<ChannelMode> modes() {
		return this.modes;
	}

	boolean hasBacklog() {
		return this.hasBacklog;
	}

	ChannelOptions options() {
		return this.options;
	}

	boolean released() {
		return this.released;
	}

	/** A recovery key knows where the channel was (RTN16j). */
	void recoverFrom(String serial) {
		this.position.goBackTo(serial);
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
		return this.knownToServer;
	}

	void attach(CompletableFuture<@Nullable ChannelStateChange> future) {
		if (this.released) {
			future.completeExceptionally(ChannelErrors.released(this.name));
			return;
		}
		switch (this.state) {
			case ATTACHED -> future.complete(null);
			case ATTACHING -> {
				if (this.operations.isQueueEmpty()) {
					this.operations.awaitAttach(future);
				}
				else {
					this.operations.queue(() -> attach(future));
				}
			}
			case DETACHING -> this.operations.queue(() -> attach(future));
			case INITIALIZED, DETACHED, SUSPENDED, FAILED -> startAttach(future);
		}
	}

	private void startAttach(CompletableFuture<@Nullable ChannelStateChange> future) {
		if (this.state == ChannelState.FAILED) {
			this.errorReason = null;
		}
		ConnectionState connection = this.link.state();
		if (connection != ConnectionState.CONNECTED && !connection.queues()) {
			future.completeExceptionally(ChannelErrors.of(this.link.stateError()));
			return;
		}
		this.operations.awaitAttach(future);
		transition(ChannelState.ATTACHING, null);
		sendAttach();
	}

	void detach(CompletableFuture<Void> future) {
		boolean connected = this.link.state() == ConnectionState.CONNECTED;
		switch (this.state) {
			case INITIALIZED, DETACHED -> future.complete(null);
			case FAILED ->
				future.completeExceptionally(ChannelErrors.invalidState(this.name, this.state, this.errorReason));
			case SUSPENDED -> {
				this.operations.awaitDetach(future);
				transition(ChannelState.DETACHED, null);
			}
			case ATTACHED, ATTACHING, DETACHING -> {
				if (!connected) {
					this.operations.awaitDetach(future);
					transition(ChannelState.DETACHED, null);
				}
				else if (this.state == ChannelState.ATTACHED) {
					this.operations.awaitDetach(future);
					startDetach();
				}
				else if (this.state == ChannelState.DETACHING && this.operations.isQueueEmpty()) {
					this.operations.awaitDetach(future);
				}
				else {
					this.operations.queue(() -> detach(future));
				}
			}
		}
	}

	/**
	 * Takes over options; new parameters or modes are sent to the server (RTL16a).
	 * @param options the options
	 * @param future completes when the server has them
	 */
	void setOptions(ChannelOptions options, CompletableFuture<Void> future) {
		boolean reattach = needsReattach(options);
		replaceOptions(options);
		if (!reattach) {
			future.complete(null);
			return;
		}
		CompletableFuture<@Nullable ChannelStateChange> attached = new CompletableFuture<>();
		attached.whenComplete((change, failure) -> {
			if (failure != null) {
				future.completeExceptionally(failure);
			}
			else {
				future.complete(null);
			}
		});
		this.operations.awaitAttach(attached);
		reattach(null);
	}

	/**
	 * Takes over options that need no attach. From any thread.
	 * @param options the options
	 */
	void replaceOptions(ChannelOptions options) {
		this.options = options;
		this.listener.optionsChanged(options);
	}

	boolean needsReattach(ChannelOptions options) {
		ChannelState current = this.state;
		return (!options.params().isEmpty() || !options.modes().isEmpty())
				&& (current == ChannelState.ATTACHED || current == ChannelState.ATTACHING);
	}

	/**
	 * A delta could not be applied: attaches again from before it (RTL18c). What comes in
	 * until then is discarded, because it will come again.
	 * @param serial the serial of the last frame that was all right
	 * @param error why
	 */
	void recoverDelta(@Nullable String serial, ErrorInfo error) {
		this.recovering = true;
		this.recoverySerial = serial;
		if (this.state == ChannelState.ATTACHED) {
			reattach(error);
		}
		else if (this.awaitingAttached) {
			this.attachAgain = true;
		}
	}

	private void reattach(@Nullable ErrorInfo reason) {
		transition(ChannelState.ATTACHING, reason);
		sendAttach();
	}

	/** Nothing can be received on this channel any more. */
	void fail(ErrorInfo error) {
		transition(ChannelState.FAILED, error);
	}

	/** The connection starts afresh (RTN11d). */
	void reinitialize() {
		this.errorReason = null;
		transition(ChannelState.INITIALIZED, null);
	}

	/**
	 * The channel is forgotten: nothing starts any more.
	 * @param error the error for those who wait
	 */
	void release(ErrorInfo error) {
		this.released = true;
		nothingAwaited();
		this.operations.abandon(error);
	}

	void connectionChanged(ConnectionStateChange change) {
		nothingAwaited();
		this.knownToServer = false;
		this.strayDetached = 0;
		boolean wanted = this.state == ChannelState.ATTACHING || this.state == ChannelState.ATTACHED;
		switch (change.current()) {
			case CONNECTED -> connected(change);
			case SUSPENDED -> left(wanted, ChannelState.SUSPENDED, change);
			case CLOSED -> left(wanted, ChannelState.DETACHED, change);
			case FAILED -> left(wanted, ChannelState.FAILED, change);
			case INITIALIZED, CONNECTING, DISCONNECTED, CLOSING -> {
			}
		}
	}

	// RTL3d, RTN19b
	private void connected(ConnectionStateChange change) {
		switch (this.state) {
			case ATTACHING -> sendAttach();
			case ATTACHED, SUSPENDED -> {
				transition(ChannelState.ATTACHING, change.reason());
				sendAttach();
			}
			case DETACHING -> sendDetach();
			case INITIALIZED, DETACHED, FAILED -> {
			}
		}
	}

	// RTL3a, RTL3b, RTL3c; without a connection nothing is left to detach.
	private void left(boolean wanted, ChannelState next, ConnectionStateChange change) {
		if (wanted) {
			transition(next, change.reason());
		}
		else if (this.state == ChannelState.DETACHING) {
			transition(ChannelState.DETACHED, null);
		}
	}

	void attached(ProtocolMessage frame) {
		boolean again = this.state == ChannelState.ATTACHED;
		switch (this.state) {
			case INITIALIZED, FAILED -> {
				return;
			}
			case DETACHING -> {
				sendDetach();
				return;
			}
			case DETACHED -> {
				startDetach();
				return;
			}
			case ATTACHING, ATTACHED, SUSPENDED -> {
			}
		}
		boolean known = this.knownToServer;
		this.knownToServer = true;
		if (this.awaitingAttached) {
			// What was asked before has been answered before, if at all.
			this.awaitingAttached = false;
			this.strayDetached = 0;
		}
		if (this.attachAgain) {
			this.attachAgain = false;
			this.listener.attachedAgain(frame, known);
			sendAttach();
			return;
		}
		boolean resumed = frame.hasFlag(Flag.RESUMED);
		this.position.attached(frame.channelSerial(), resumed);
		this.params = frame.params();
		this.modes = ChannelMode.setIn(frame.flags());
		this.hasBacklog = frame.hasFlag(Flag.HAS_BACKLOG);
		this.attachResume = true;
		this.retries = 0;
		if (this.recovering || !resumed) {
			this.listener.streamRestarts(this.recovering);
			this.recovering = false;
		}
		if (!again) {
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
		if (this.strayDetached > 0) {
			this.strayDetached--;
			return;
		}
		this.knownToServer = false;
		switch (this.state) {
			case DETACHING -> transition(ChannelState.DETACHED, frame.error());
			case ATTACHED, SUSPENDED -> {
				transition(ChannelState.ATTACHING, frame.error());
				sendAttach();
			}
			case ATTACHING -> suspend(ChannelErrors.orElse(frame.error(), ChannelErrors.detachedByServer(this.name)));
			case INITIALIZED, DETACHED, FAILED -> {
			}
		}
	}

	void failed(ProtocolMessage frame) {
		this.knownToServer = false;
		transition(ChannelState.FAILED, frame.error());
	}

	void emitUpdate(@Nullable ErrorInfo reason, boolean resumed) {
		ChannelState current = this.state;
		this.listener.changed(new ChannelStateChange(current, current, ChannelEvent.UPDATE, reason, resumed,
				current == ChannelState.ATTACHED && this.hasBacklog), null, false);
	}

	private void startDetach() {
		this.beforeDetach = this.state;
		transition(ChannelState.DETACHING, null);
		sendDetach();
	}

	private void sendAttach() {
		if (this.link.state() != ConnectionState.CONNECTED) {
			return;
		}
		if (this.awaitingAttached) {
			this.attachAgain = true;
			return;
		}
		stopTimer();
		this.awaitingAttached = true;
		if (this.recovering) {
			this.position.goBackTo(this.recoverySerial);
		}
		ChannelOptions wanted = this.options;
		long flags = ChannelMode.flags(wanted.modes()) | (this.attachResume ? Flag.ATTACH_RESUME.mask() : 0);
		this.link.send(ProtocolMessage.builder(Action.ATTACH)
			.channel(this.name)
			.channelSerial(this.position.channelSerial())
			.params(wanted.params())
			.flags(flags)
			.build());
		this.timer = this.loop.schedule(this.settings.requestTimeout(), this::attachTimedOut);
	}

	private void sendDetach() {
		stopTimer();
		this.link.send(detachFrame());
		this.timer = this.loop.schedule(this.settings.requestTimeout(), this::detachTimedOut);
	}

	private ProtocolMessage detachFrame() {
		return ProtocolMessage.builder(Action.DETACH).channel(this.name).build();
	}

	// RTL4f
	private void attachTimedOut() {
		suspend(ChannelErrors.timedOut("attach", this.name));
	}

	// RTL5f
	private void detachTimedOut() {
		transition(this.beforeDetach, ChannelErrors.timedOut("detach", this.name));
		if (this.state == ChannelState.ATTACHED) {
			// The server may have detached it all the same, and what came meanwhile was
			// discarded.
			transition(ChannelState.ATTACHING, null);
			sendAttach();
		}
	}

	// RTL13b
	private void suspend(ErrorInfo reason) {
		transition(ChannelState.SUSPENDED, reason);
		if (this.state == ChannelState.SUSPENDED && this.link.state() == ConnectionState.CONNECTED) {
			Duration delay = this.settings.retryDelay().delay(++this.retries, this.settings.retryTimeout());
			this.timer = this.loop.schedule(delay, this::retry);
		}
	}

	private void retry() {
		transition(ChannelState.ATTACHING, null);
		sendAttach();
	}

	private void nothingAwaited() {
		this.awaitingAttached = false;
		this.attachAgain = false;
		stopTimer();
	}

	private void stopTimer() {
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
	}

	private void transition(ChannelState next, @Nullable ErrorInfo reason) {
		transition(next, reason, null, false);
	}

	private void transition(ChannelState next, @Nullable ErrorInfo reason, @Nullable ProtocolMessage attached,
			boolean known) {
		ChannelState previous = this.state;
		if (previous == next) {
			return;
		}
		nothingAwaited();
		this.state = next;
		if (reason != null) {
			this.errorReason = reason;
		}
		switch (next) {
			case ATTACHED -> this.errorReason = (attached != null) ? null : this.errorReason;
			case INITIALIZED, DETACHED, FAILED -> {
				this.position.clear();
				this.recoverySerial = null;
				this.attachResume = false;
				leaveBehind();
			}
			case DETACHING -> this.attachResume = false;
			case ATTACHING, SUSPENDED -> {
			}
		}
		ChannelStateChange change = new ChannelStateChange(previous, next, next.event(), reason,
				attached != null && attached.hasFlag(Flag.RESUMED), attached != null && this.hasBacklog);
		this.listener.changed(change, attached, known);
		this.operations.settle(change, ChannelErrors.orElse(reason, ChannelErrors.invalidState(this.name, next)));
		runQueued();
	}

	// The channel is given up without an answer of the server, which shall not go on with
	// it.
	private void leaveBehind() {
		if (this.knownToServer && this.link.state() == ConnectionState.CONNECTED) {
			this.link.send(detachFrame());
			this.strayDetached++;
		}
		this.knownToServer = false;
	}

	private void runQueued() {
		while (this.state != ChannelState.ATTACHING && this.state != ChannelState.DETACHING) {
			Runnable operation = this.operations.next();
			if (operation == null) {
				return;
			}
			operation.run();
		}
	}

	/**
	 * What hears of the machine, on the loop.
	 */
	interface Listener {

		/**
		 * The channel has changed.
		 * @param change how
		 * @param attached what the server said, when it is attached now
		 * @param again whether the server knew it to be attached before
		 */
		void changed(ChannelStateChange change, @Nullable ProtocolMessage attached, boolean again);

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

		/**
		 * Other options are in force. From any thread.
		 * @param options the options
		 */
		void optionsChanged(ChannelOptions options);

	}

}
