package io.github.ablyspring.realtime.channel;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageDecoder;
import io.github.ablyspring.message.MessageEncoder;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.realtime.connection.AckListener;
import io.github.ablyspring.realtime.connection.ConnectionLink;
import io.github.ablyspring.realtime.connection.PendingPublish;
import io.github.ablyspring.realtime.presence.DefaultRealtimePresence;
import io.github.ablyspring.rest.RestChannel;
import io.github.ablyspring.transport.EventLog;
import io.github.ablyspring.transport.LogLevel;
import io.github.ablyspring.transport.SerialLoop;
import io.github.ablyspring.transport.UserExecutor;
import org.jspecify.annotations.Nullable;

/**
 * One channel put together: what its parts may ask of each other, and who hears of what.
 */
final class ChannelCore implements ChannelContext, ChannelMachine.Listener, MessageDispatcher.Upstream {

	private final String name;

	private final ChannelParts parts;

	private final ConnectionLink link;

	private final ChannelCodec codec;

	private final ChannelMachine machine;

	private final ChannelOperations operations;

	private final Listeners<Message> messages;

	private final Listeners<Annotation> annotations;

	private final MessageDispatcher dispatcher;

	private final DeliveryLane lane;

	private final Intake intake;

	private final AttachOnSubscribe attachOnSubscribe = new AttachOnSubscribe(this);

	private final ChannelWatch watch;

	private final ChannelEvents events;

	private final DefaultRealtimePresence presence;

	private final ChannelPlugins plugins;

	ChannelCore(String name, ChannelOptions options, ChannelParts parts) {
		ChannelSettings settings = parts.settings();
		this.name = name;
		this.parts = parts;
		this.link = parts.link().get();
		this.codec = new ChannelCodec(options, settings, this::undecodable);
		this.watch = new ChannelWatch(name, settings.observers());
		this.messages = new Listeners<>(Message::name, this::listenerGone, this.watch);
		this.annotations = new Listeners<>(Annotation::type, this::listenerGone, this.watch);
		this.dispatcher = new MessageDispatcher(this.messages, this.annotations, this.codec.decoder(),
				settings.vcdiff(), new InterceptorChain(name, settings.interceptors()), this.watch, this);
		this.lane = new DeliveryLane(this.dispatcher, parts.loop(), parts.users(), settings.mailbox(), this.link);
		this.events = new ChannelEvents(name, log(), task -> deliver(1, task), this.watch);
		this.machine = new ChannelMachine(name, this.codec::options, this.link, parts.loop(), settings, this);
		this.operations = new ChannelOperations(name, this.machine, this.link);
		this.presence = new DefaultRealtimePresence(this);
		this.plugins = new ChannelPlugins(this.presence, parts.objects().apply(this));
		this.intake = new Intake(this, this.machine, this.lane, this.messages, this.annotations, this.plugins);
	}

	// ---- the parts

	ChannelMachine machine() {
		return this.machine;
	}

	ChannelOperations operations() {
		return this.operations;
	}

	ChannelEvents events() {
		return this.events;
	}

	Listeners<Message> messages() {
		return this.messages;
	}

	Listeners<Annotation> annotations() {
		return this.annotations;
	}

	MessageDispatcher dispatcher() {
		return this.dispatcher;
	}

	DefaultRealtimePresence presence() {
		return this.presence;
	}

	MailboxStatus status() {
		return this.lane.status(this.events.dropped());
	}

	int listenerCount() {
		return this.messages.size() + this.annotations.size() + this.presence.listenerCount();
	}

	// ---- for the application

	/** Runs an operation on the loop, and gives its result to the user. */
	<T extends @Nullable Object> CompletableFuture<T> onLoop(Consumer<CompletableFuture<T>> operation) {
		CompletableFuture<T> future = new CompletableFuture<>();
		loop().run(() -> operation.accept(future));
		return users().waitFor(future);
	}

	/**
	 * Takes over options; new parameters or modes are sent to the server (RTL16a).
	 * @param options the options
	 * @param future completes when the server has them
	 */
	void setOptions(ChannelOptions options, CompletableFuture<Void> future) {
		boolean reattach = needsReattach(options);
		replaceOptions(options);
		if (reattach) {
			this.operations.reattach(future);
		}
		else {
			future.complete(null);
		}
	}

	/**
	 * Takes over options that need no attach. From any thread.
	 * @param options the options
	 */
	void replaceOptions(ChannelOptions options) {
		this.codec.use(options);
		MessageDecoder decoder = this.codec.decoder();
		loop().run(() -> deliver(0, () -> this.dispatcher.decodeWith(decoder)));
	}

	/**
	 * Whether options take effect only when the channel is attached again. From any
	 * thread.
	 * @param options the options
	 * @return whether the server has to know
	 */
	boolean needsReattach(ChannelOptions options) {
		ChannelState current = state();
		return (!options.params().isEmpty() || !options.modes().isEmpty())
				&& (current == ChannelState.ATTACHED || current == ChannelState.ATTACHING);
	}

	CompletableFuture<Void> caughtUp() {
		return onLoop(reached -> {
			if (this.operations.isReleased()) {
				reached.complete(null);
			}
			else {
				deliver(0, () -> reached.complete(null));
			}
		});
	}

	// ---- for the connection

	/** A frame of this channel. */
	void received(ProtocolMessage frame) {
		this.intake.received(frame);
	}

	boolean takeBack(ProtocolMessage frame, AckListener listener) {
		return this.plugins.takeBack(frame, listener);
	}

	/** Forgets everything. On the loop. */
	void release() {
		AblyException reason = ChannelErrors.released(this.name);
		this.machine.stop();
		this.operations.release(reason);
		this.plugins.released(reason);
		this.messages.clear();
		this.annotations.clear();
		this.events.release(reason);
		// Listeners still hear of the end.
		this.lane.end(() -> {
			this.dispatcher.endStreams(null);
			this.events.close();
		});
	}

	// ---- what the machine tells

	@Override
	public void changed(ChannelStateChange change, @Nullable ProtocolMessage attached, boolean again) {
		this.plugins.stateChanged(change.current(), change);
		if (attached != null) {
			attachedAgain(attached, again);
		}
		this.events.changed(change);
		if (change.current() == ChannelState.FAILED && this.dispatcher.hasStreams()) {
			AblyException failure = ChannelErrors.invalidState(this.name, ChannelState.FAILED, change.reason());
			deliver(0, () -> this.dispatcher.endStreams(failure));
		}
		this.operations.changed(change);
	}

	@Override
	public void updated(ChannelStateChange change) {
		this.events.changed(change);
	}

	@Override
	public void attachedAgain(ProtocolMessage attached, boolean again) {
		this.intake.attached(attached);
		this.attachOnSubscribe.attached();
		this.plugins.attached(attached, again);
	}

	@Override
	public void streamRestarts(boolean recovered) {
		this.lane.restart(recovered, this.machine.position().channelSerial());
	}

	// ---- what the dispatcher tells

	@Override
	public void resume() {
		this.lane.resume();
	}

	@Override
	public void missed(long count) {
		this.events.missed(count);
	}

	@Override
	public void undecodable(@Nullable String lastSerial, ErrorInfo error) {
		undecodable(error);
		loop().execute(() -> {
			if (error.code() == ErrorCodes.DELTA_DECODING_FAILED) {
				this.machine.recoverDelta(lastSerial, error);
			}
			else {
				this.machine.fail(error);
			}
		});
	}

	private void undecodable(ErrorInfo error) {
		this.watch.undecodable(error);
		log().log(LogLevel.ERROR, "A payload could not be decoded", () -> Map.of("channel", this.name, "error", error));
	}

	// ---- for the parts

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public ChannelState state() {
		return this.machine.state();
	}

	@Override
	public @Nullable ErrorInfo errorReason() {
		return this.machine.errorReason();
	}

	@Override
	public ChannelOptions options() {
		return this.codec.options();
	}

	@Override
	public boolean granted(ChannelMode mode) {
		return this.machine.attachment().modes().contains(mode);
	}

	@Override
	public ChannelSettings settings() {
		return this.parts.settings();
	}

	@Override
	public EventLog log() {
		return this.parts.log();
	}

	@Override
	public SerialLoop loop() {
		return this.parts.loop();
	}

	@Override
	public UserExecutor users() {
		return this.parts.users();
	}

	@Override
	public ConnectionLink connection() {
		return this.link;
	}

	@Override
	public MessageEncoder encoder() {
		return this.codec.encoder();
	}

	@Override
	public MessageDecoder decoder() {
		return this.codec.decoder();
	}

	@Override
	public RestChannel rest() {
		return this.parts.rest().get(this.name, options());
	}

	@Override
	public CompletableFuture<@Nullable ChannelStateChange> attach() {
		CompletableFuture<@Nullable ChannelStateChange> future = new CompletableFuture<>();
		loop().run(() -> this.operations.attach(future));
		return future;
	}

	@Override
	public CompletionStage<@Nullable ChannelStateChange> attachToSubscribe(@Nullable ChannelMode required) {
		CompletableFuture<@Nullable ChannelStateChange> future = new CompletableFuture<>();
		loop().run(() -> this.attachOnSubscribe.attach(required, future));
		return future;
	}

	@Override
	public @Nullable PendingPublish publish(ProtocolMessage frame, AckListener listener) {
		ErrorInfo refusal = this.operations.refusalToPublish();
		if (refusal != null) {
			listener.refused(refusal);
			return null;
		}
		return this.link.publish(frame, listener);
	}

	@Override
	public void emitUpdate(@Nullable ErrorInfo reason, boolean resumed) {
		this.machine.emitUpdate(reason, resumed);
	}

	@Override
	public void deliver(int weight, Runnable task) {
		this.lane.add(weight, task);
	}

	@Override
	public void listenerGone() {
		if (settings().detachWhenUnused()) {
			loop().execute(() -> {
				if (this.messages.isEmpty() && this.annotations.isEmpty() && !this.plugins.inUse()) {
					this.operations.detach(new CompletableFuture<>());
				}
			});
		}
	}

}
