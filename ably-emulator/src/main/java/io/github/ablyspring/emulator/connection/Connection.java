package io.github.ablyspring.emulator.connection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.github.ablyspring.emulator.apps.Ids;
import io.github.ablyspring.emulator.auth.Identity;
import io.github.ablyspring.emulator.channel.Attachment;
import io.github.ablyspring.emulator.channel.Channel;
import io.github.ablyspring.emulator.channel.PresenceDesk;
import io.github.ablyspring.emulator.channel.Subscriber;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.time.EmulatorLoop.Timer;
import io.github.ablyspring.emulator.wire.OutFrame;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ConnectionDetails;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import org.jspecify.annotations.Nullable;

/**
 * A realtime connection. It is lost when its transport breaks, and can then be continued
 * over another one for a while.
 */
public final class Connection implements Subscriber {

	private static final int ID_LENGTH = 10;

	private static final int KEY_LENGTH = 24;

	private static final long UNLIMITED_RATE = 1_000_000;

	private static final long OBJECTS_GRACE = 86_400_000;

	private final String id;

	private final ConnectionContext context;

	private final Consumer<Connection> onEnd;

	private final Map<String, Attachment> attachments = new LinkedHashMap<>();

	// where it has, or may have, members present
	private final Set<Channel> entered = new HashSet<>();

	private final Outcomes outcomes = new Outcomes();

	private final Acks acks;

	private final TokenWatch tokenWatch;

	private final IdleWatch idleWatch;

	private final List<Timer> lossTimers = new ArrayList<>();

	private Identity identity;

	private boolean echo;

	private boolean heartbeats;

	private String key;

	private @Nullable String previousKey;

	private @Nullable Transport transport;

	private boolean ended;

	Connection(ConnectionContext context, Identity identity, Consumer<Connection> onEnd) {
		this.id = Ids.random(ID_LENGTH);
		this.key = newKey();
		this.context = context;
		this.identity = identity;
		this.onEnd = onEnd;
		this.acks = new Acks(context.loop(), this::send);
		this.tokenWatch = new TokenWatch(context.loop(), this::askForToken,
				() -> disconnect(Refusals.tokenExpired().errorInfo()));
		this.idleWatch = new IdleWatch(context.loop(), context.limits().maxIdleInterval().toMillis(), this::sayHello);
	}

	private String newKey() {
		return this.id + "!" + Ids.random(KEY_LENGTH);
	}

	@Override
	public String connectionId() {
		return this.id;
	}

	public Identity identity() {
		return this.identity;
	}

	/**
	 * Tells whether a client shows the key of this connection. The key before the present
	 * one counts as well, for a client may never have heard of the present one.
	 * @param shown what the client shows
	 * @return whether it is the key
	 */
	public boolean hasKey(String shown) {
		return shown.equals(this.key) || shown.equals(this.previousKey);
	}

	/**
	 * Tells whether a client is at the other end at present.
	 * @return whether one is
	 */
	public boolean isConnected() {
		return this.transport != null;
	}

	Outcomes outcomes() {
		return this.outcomes;
	}

	Acks acks() {
		return this.acks;
	}

	Collection<Attachment> attachments() {
		return List.copyOf(this.attachments.values());
	}

	int attachmentCount() {
		return this.attachments.size();
	}

	@Nullable Attachment attachment(String writtenName) {
		return this.attachments.get(writtenName);
	}

	/**
	 * Starts, or continues over another transport.
	 * @param newTransport the transport
	 * @param request what the client says
	 * @param asWhom who the client is
	 * @param error what to tell the client, if something is amiss
	 */
	void open(Transport newTransport, ConnectRequest request, Identity asWhom, @Nullable ErrorInfo error) {
		this.transport = newTransport;
		this.echo = request.echo();
		this.heartbeats = request.heartbeats();
		this.idleWatch.start();
		cancelLossTimers();
		authenticate(asWhom, error);
	}

	void renewKey() {
		this.previousKey = this.key;
		this.key = newKey();
	}

	/**
	 * Takes over who the client is now, and tells the client what holds.
	 * @param asWhom who it is
	 * @param error what to tell the client, if something is amiss
	 */
	void authenticate(Identity asWhom, @Nullable ErrorInfo error) {
		this.identity = asWhom;
		this.tokenWatch.watch(asWhom.token());
		send(ProtocolMessage.builder(Action.CONNECTED)
			.connectionId(this.id)
			.connectionDetails(details())
			.timestamp(this.context.loop().now())
			.error(error)
			.build());
	}

	private ConnectionDetails details() {
		int rate = this.context.limits().maxInboundRate();
		return ConnectionDetails.builder()
			.clientId(this.identity.clientId())
			.connectionKey(this.key)
			.maxMessageSize((long) this.context.limits().maxMessageSize())
			.maxFrameSize((long) this.context.limits().maxFrameSize())
			.maxInboundRate((rate > 0) ? rate : UNLIMITED_RATE)
			.connectionStateTtl(this.context.limits().connectionStateTtl().toMillis())
			.maxIdleInterval(this.context.limits().maxIdleInterval().toMillis())
			.serverId(ConnectionContext.SERVER_ID)
			.siteCode(ConnectionContext.SITE_CODE)
			.objectsGCGracePeriod(OBJECTS_GRACE)
			.build();
	}

	/**
	 * Asks the client for another token.
	 */
	public void askForToken() {
		send(ProtocolMessage.builder(Action.AUTH).build());
	}

	private void sayHello() {
		Transport current = this.transport;
		if (current != null && (this.heartbeats || !current.ping())) {
			send(ProtocolMessage.builder(Action.HEARTBEAT).build());
		}
	}

	@Override
	public boolean echo() {
		return this.echo;
	}

	@Override
	public boolean ready() {
		return this.transport != null && this.transport.ready();
	}

	@Override
	public void send(OutFrame frame) {
		if (this.transport != null) {
			this.idleWatch.sent();
			this.transport.send(frame);
		}
	}

	@Override
	public void send(ProtocolMessage message) {
		if (this.transport != null) {
			this.idleWatch.sent();
			this.transport.send(message);
		}
	}

	/**
	 * Delivers what had to wait, now that the transport takes more.
	 */
	public void becameReady() {
		for (Attachment attachment : attachments()) {
			if (!ready()) {
				return;
			}
			attachment.catchUp();
		}
	}

	/**
	 * Takes no more frames of the client until those who listen have caught up, or for as
	 * long as one waits for them.
	 * @param channel the channel that they listen to
	 */
	void holdBack(Channel channel) {
		Transport current = this.transport;
		if (current != null) {
			current.read(false);
			new Holdback(this.context.loop(), channel, current).start();
		}
	}

	void attached(Attachment attachment) {
		this.attachments.put(attachment.name().written(), attachment);
	}

	void entered(Channel channel) {
		this.entered.add(channel);
	}

	/**
	 * Ends an attachment.
	 * @param attachment the attachment
	 */
	void detach(Attachment attachment) {
		this.attachments.remove(attachment.name().written());
		Channel channel = attachment.channel();
		channel.remove(attachment);
		boolean elsewhere = this.attachments.values().stream().anyMatch((other) -> other.channel() == channel);
		if (!elsewhere && this.entered.remove(channel)) {
			PresenceDesk.leaveAll(channel, this.id);
		}
	}

	/**
	 * Tells the client that it cannot stay connected like this, and hangs up. It may come
	 * back and continue.
	 * @param reason why
	 */
	public void disconnect(ErrorInfo reason) {
		Transport current = this.transport;
		if (current != null) {
			send(ProtocolMessage.builder(Action.DISCONNECTED).error(reason).build());
			current.close(CloseCodes.NORMAL);
			lost(current);
		}
	}

	/**
	 * Tells the client that this was it, and ends.
	 * @param reason why
	 */
	public void fail(ErrorInfo reason) {
		Transport current = this.transport;
		if (current != null) {
			send(ProtocolMessage.builder(Action.ERROR).error(reason).build());
			current.close(CloseCodes.NORMAL);
		}
		end();
	}

	/**
	 * Ends because the client says so.
	 */
	void close() {
		Transport current = this.transport;
		this.acks.flush();
		send(ProtocolMessage.builder(Action.CLOSED).build());
		if (current != null) {
			current.close(CloseCodes.NORMAL);
		}
		end();
	}

	/**
	 * Notes that the transport is gone.
	 * @param gone which one; if that is not the present one, nothing happens
	 */
	public void lost(Transport gone) {
		if (this.transport != gone || this.ended) {
			return;
		}
		this.transport = null;
		this.acks.clear();
		this.idleWatch.stop();
		this.tokenWatch.stop();
		for (Attachment attachment : attachments()) {
			attachment.channel().remove(attachment);
		}
		this.attachments.clear();
		this.entered.forEach((channel) -> PresenceDesk.markLost(channel, this.id));
		if (!this.entered.isEmpty()) {
			this.lossTimers
				.add(this.context.loop().schedule(this.context.limits().presenceGrace().toMillis(), this::leaveLost));
		}
		long remembered = this.context.limits()
			.connectionStateTtl()
			.plus(this.context.limits().maxIdleInterval())
			.toMillis();
		this.lossTimers.add(this.context.loop().schedule(remembered, this::end));
	}

	// the timer of the members runs on when the connection is back, for they have to come
	// back one by one
	private void cancelLossTimers() {
		this.lossTimers.forEach(Timer::cancel);
		this.lossTimers.clear();
		if (!this.entered.isEmpty()) {
			this.lossTimers
				.add(this.context.loop().schedule(this.context.limits().presenceGrace().toMillis(), this::leaveLost));
		}
	}

	private void leaveLost() {
		this.entered.forEach((channel) -> PresenceDesk.leaveLost(channel, this.id));
	}

	/**
	 * Hands over to another transport: what was attached over the old one has to be
	 * attached again.
	 */
	void handOver() {
		Transport old = this.transport;
		if (old != null) {
			lost(old);
			old.close(CloseCodes.NORMAL);
		}
	}

	/**
	 * Ends for good. The members leave, and nothing can be resumed.
	 */
	public void end() {
		if (this.ended) {
			return;
		}
		this.ended = true;
		this.transport = null;
		this.acks.clear();
		this.idleWatch.stop();
		this.tokenWatch.stop();
		this.lossTimers.forEach(Timer::cancel);
		attachments().forEach((attachment) -> attachment.channel().remove(attachment));
		this.attachments.clear();
		this.entered.forEach((channel) -> PresenceDesk.leaveAll(channel, this.id));
		this.entered.clear();
		this.onEnd.accept(this);
	}

	boolean hasEnded() {
		return this.ended;
	}

	/**
	 * What the client is connected over.
	 * @return the transport, or {@code null} while there is none
	 */
	public @Nullable Transport transport() {
		return this.transport;
	}

	@Override
	public String toString() {
		return "Connection[" + this.id + "]";
	}

}
