package io.github.ablyspring.realtime.channel;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageDecoder;
import io.github.ablyspring.message.MessageEncoder;
import io.github.ablyspring.protocol.Action;
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
 * One channel put together: its state machine, its mailbox, and who hears of what.
 */
final class ChannelCore implements ChannelContext, ChannelMachine.Listener, MessageDispatcher.Upstream {

	private static final String HINT = " (with strictMode set, subscribing fails with this error)";

	private final String name;

	private final ChannelParts parts;

	private final ConnectionLink link;

	private final ChannelMachine machine;

	private final Mailbox mailbox;

	private final Overflow overflow;

	private final MessageDispatcher dispatcher;

	private final ChannelWatch watch;

	private final ChannelEvents events;

	private final Listeners<Message> messages;

	private final Listeners<Annotation> annotations;

	private final ChannelPlugin objects;

	private final DefaultRealtimePresence presence;

	private volatile MessageEncoder encoder;

	private volatile MessageDecoder decoder;

	// Whether deltas come, so that every message is needed, listened to or not (RTL19).
	private boolean deltas;

	private final NextFrame nextFrame = new NextFrame();

	// Of which modes it was said already that they are missing (RTL7i2).
	private final Set<ChannelMode> warned = EnumSet.noneOf(ChannelMode.class);

	ChannelCore(String name, ChannelOptions options, ChannelParts parts) {
		this.name = name;
		this.parts = parts;
		this.link = parts.link().get();
		ChannelSettings settings = parts.settings();
		this.encoder = encoder(options);
		this.decoder = decoder(options);
		this.watch = new ChannelWatch(name, settings.observers());
		this.messages = new Listeners<>(Message::name, this::listenerGone, this.watch);
		this.annotations = new Listeners<>(Annotation::type, this::listenerGone, this.watch);
		this.dispatcher = new MessageDispatcher(this.messages, this.annotations, this.decoder, settings.vcdiff(),
				new InterceptorChain(name, settings.interceptors()), this.watch, this);
		this.mailbox = new Mailbox(parts.loop(), parts.users(), this.dispatcher);
		this.overflow = new Overflow(this.mailbox, settings.mailbox(), this.link, parts.loop(), this::giveWay);
		this.events = new ChannelEvents(name, log(), task -> deliver(1, task), this.watch);
		this.machine = new ChannelMachine(name, options, this.link, parts.loop(), settings, this);
		this.presence = new DefaultRealtimePresence(this);
		this.objects = parts.objects().apply(this);
	}

	ChannelMachine machine() {
		return this.machine;
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
		return new MailboxStatus(this.mailbox.pending(), settings().mailbox().capacity(), this.events.dropped(),
				this.overflow.pausing());
	}

	int listenerCount() {
		return this.messages.size() + this.annotations.size() + this.presence.listenerCount();
	}

	/** A frame of this channel. */
	void received(ProtocolMessage frame) {
		Action action = frame.action();
		if (action == null) {
			return;
		}
		switch (action) {
			case MESSAGE, ANNOTATION -> content(frame, action);
			case PRESENCE, SYNC -> plugin(frame, this.presence, action == Action.PRESENCE);
			case OBJECT, OBJECT_SYNC -> plugin(frame, this.objects, action == Action.OBJECT);
			case ATTACHED -> this.machine.attached(frame);
			case DETACHED -> this.machine.detached(frame);
			case ERROR -> this.machine.failed(frame);
			default -> {
			}
		}
	}

	// What is no part of the sequence is never sent again, so it is taken in as long as
	// the server goes on with it.
	private void plugin(ProtocolMessage frame, ChannelPlugin plugin, boolean positioned) {
		if (positioned ? this.machine.takesIn(frame) : this.machine.isKnownToServer()) {
			if (positioned) {
				this.nextFrame.passedOver(frame.channelSerial());
			}
			plugin.received(frame);
		}
	}

	private void content(ProtocolMessage frame, Action action) {
		if (!this.machine.takesIn(frame)) {
			return;
		}
		boolean wanted = (action == Action.MESSAGE) ? !this.messages.isEmpty() || isDelta(frame)
				: !this.annotations.isEmpty();
		if (!wanted || isUnwantedEcho(frame)) {
			this.nextFrame.passedOver(frame.channelSerial());
			return;
		}
		Runnable before = this.nextFrame.before(this.dispatcher);
		if (before != null) {
			deliver(0, before);
		}
		this.mailbox.add(frame);
		this.overflow.added();
	}

	private boolean isDelta(ProtocolMessage frame) {
		if (this.deltas) {
			return true;
		}
		for (var message : frame.messages()) {
			String encoding = message.encoding();
			if (encoding != null && encoding.contains("vcdiff")) {
				return true;
			}
		}
		return false;
	}

	// The server leaves them out already; this holds for those that keep coming for a
	// while.
	private boolean isUnwantedEcho(ProtocolMessage frame) {
		if (settings().echoMessages()) {
			return false;
		}
		String connectionId = frame.connectionId();
		return connectionId != null && connectionId.equals(connection().connectionId());
	}

	boolean takeBack(ProtocolMessage frame, AckListener listener) {
		return this.machine.state() == ChannelState.ATTACHING && this.presence.takeBack(frame, listener);
	}

	/** Forgets everything. On the loop. */
	void release() {
		AblyException reason = ChannelErrors.released(this.name);
		this.machine.release(reason.errorInfo());
		this.presence.released(reason);
		this.objects.released(reason);
		this.messages.clear();
		this.annotations.clear();
		this.events.release(reason);
		// Listeners still hear of the end.
		this.mailbox.add((Delivery) () -> {
			this.dispatcher.streams().forEach(stream -> stream.end(null));
			this.events.close();
		});
		this.mailbox.seal();
		this.overflow.close();
	}

	@Override
	public void changed(ChannelStateChange change, @Nullable ProtocolMessage attached, boolean again) {
		if (change.event() != ChannelEvent.UPDATE) {
			this.presence.stateChanged(change.current(), change);
			this.objects.stateChanged(change.current(), change);
		}
		if (attached != null) {
			entered(attached);
			this.presence.attached(attached, again);
			this.objects.attached(attached, again);
		}
		this.events.changed(change);
		ErrorInfo reason = change.reason();
		if (change.event() == ChannelEvent.FAILED && !this.dispatcher.streams().isEmpty()) {
			AblyException failure = ChannelErrors.invalidState(this.name, ChannelState.FAILED, reason);
			deliver(1, () -> this.dispatcher.streams().forEach(stream -> stream.end(failure)));
		}
	}

	@Override
	public void attachedAgain(ProtocolMessage attached, boolean again) {
		entered(attached);
		this.presence.attached(attached, again);
		this.objects.attached(attached, again);
	}

	private void entered(ProtocolMessage attached) {
		this.warned.clear();
		this.deltas = attached.params().containsKey("delta") || options().params().containsKey("delta");
	}

	@Override
	public void streamRestarts(boolean recovered) {
		this.nextFrame.restarts(recovered, this.machine.channelSerial());
	}

	@Override
	public void optionsChanged(ChannelOptions options) {
		this.encoder = encoder(options);
		MessageDecoder decoder = decoder(options);
		this.decoder = decoder;
		loop().run(() -> deliver(0, () -> this.dispatcher.decodeWith(decoder)));
	}

	@Override
	public void resume() {
		this.mailbox.resume();
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

	private boolean giveWay() {
		boolean any = false;
		for (DemandQueue<?> stream : this.dispatcher.streams()) {
			any |= stream.giveWay();
		}
		return any;
	}

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
		return this.machine.options();
	}

	@Override
	public boolean granted(ChannelMode mode) {
		return this.machine.modes().contains(mode);
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
		return this.encoder;
	}

	@Override
	public MessageDecoder decoder() {
		return this.decoder;
	}

	@Override
	public RestChannel rest() {
		return this.parts.rest().get(this.name, options());
	}

	/** Runs an operation on the loop, and gives its result to the user. */
	<T> CompletableFuture<T> onLoop(Consumer<CompletableFuture<T>> operation) {
		CompletableFuture<T> future = new CompletableFuture<>();
		loop().run(() -> operation.accept(future));
		return users().handOver(future);
	}

	@Override
	public CompletableFuture<@Nullable ChannelStateChange> attach() {
		CompletableFuture<@Nullable ChannelStateChange> future = new CompletableFuture<>();
		loop().run(() -> this.machine.attach(future));
		return future;
	}

	@Override
	public @Nullable PendingPublish publish(ProtocolMessage frame, AckListener listener) {
		ChannelState current = this.machine.state();
		if (this.machine.released()) {
			listener.refused(ChannelErrors.released(this.name).errorInfo());
			return null;
		}
		if (current == ChannelState.SUSPENDED || current == ChannelState.FAILED) {
			listener.refused(ChannelErrors.invalidState(this.name, current, errorReason()).errorInfo());
			return null;
		}
		return connection().publish(frame, listener);
	}

	@Override
	public void emitUpdate(@Nullable ErrorInfo reason, boolean resumed) {
		this.machine.emitUpdate(reason, resumed);
	}

	@Override
	public void deliver(int weight, Runnable task) {
		this.mailbox.add(new Task(weight, task));
		if (weight > 0) {
			this.overflow.added();
		}
	}

	CompletableFuture<Void> caughtUp() {
		CompletableFuture<Void> reached = new CompletableFuture<>();
		loop().run(() -> {
			if (this.machine.released()) {
				reached.complete(null);
			}
			else {
				deliver(0, () -> reached.complete(null));
			}
		});
		return this.parts.users().handOver(reached);
	}

	@Override
	public CompletionStage<@Nullable ChannelStateChange> attachToSubscribe(@Nullable ChannelMode required) {
		CompletableFuture<@Nullable ChannelStateChange> future = new CompletableFuture<>();
		loop().run(() -> attachToSubscribe(required, future));
		return future;
	}

	private void attachToSubscribe(@Nullable ChannelMode required,
			CompletableFuture<@Nullable ChannelStateChange> future) {
		if (!options().attachOnSubscribe()) {
			checkMode(required, null, future);
			return;
		}
		switch (this.machine.state()) {
			case SUSPENDED -> future.complete(null);
			case FAILED ->
				future.completeExceptionally(ChannelErrors.invalidState(this.name, ChannelState.FAILED, errorReason()));
			default -> attach().whenComplete((change, failure) -> {
				if (failure != null) {
					future.completeExceptionally(failure);
				}
				else {
					checkMode(required, change, future);
				}
			});
		}
	}

	// RTL7i, RTAN4e
	private void checkMode(@Nullable ChannelMode required, @Nullable ChannelStateChange change,
			CompletableFuture<@Nullable ChannelStateChange> future) {
		if (required == null || this.machine.state() != ChannelState.ATTACHED || granted(required)) {
			future.complete(change);
			return;
		}
		ErrorInfo error = ChannelErrors.modeMissing(this.name, required.name());
		if (settings().strictMode() && strictly(required)) {
			future.completeExceptionally(new AblyException(error));
			return;
		}
		if (this.warned.add(required)) {
			log().log(strictly(required) ? LogLevel.ERROR : LogLevel.WARN, error.message() + HINT,
					() -> Map.of("channel", this.name));
		}
		future.complete(change);
	}

	// Other modes were always only warned of.
	private static boolean strictly(ChannelMode required) {
		return required == ChannelMode.SUBSCRIBE;
	}

	@Override
	public void listenerGone() {
		if (settings().detachWhenUnused()) {
			loop().execute(() -> {
				if (this.messages.isEmpty() && this.annotations.isEmpty() && !this.presence.inUse()
						&& !this.objects.inUse()) {
					this.machine.detach(new CompletableFuture<>());
				}
			});
		}
	}

	private void undecodable(ErrorInfo error) {
		this.watch.undecodable(error);
		log().log(LogLevel.ERROR, "A payload could not be decoded", () -> Map.of("channel", this.name, "error", error));
	}

	private MessageEncoder encoder(ChannelOptions options) {
		return new MessageEncoder(settings().format(), options.cipher(), settings().mapper());
	}

	private MessageDecoder decoder(ChannelOptions options) {
		return new MessageDecoder(options.cipher(), settings().mapper(), this::undecodable);
	}

	private record Task(int weight, Runnable task) implements Delivery {

		@Override
		public void deliver() {
			this.task.run();
		}

	}

}
