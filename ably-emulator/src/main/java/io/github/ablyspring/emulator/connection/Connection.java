package io.github.ablyspring.emulator.connection;

import java.util.function.Consumer;

import io.github.ablyspring.emulator.auth.Identity;
import io.github.ablyspring.emulator.channel.Attachment;
import io.github.ablyspring.emulator.channel.Channel;
import io.github.ablyspring.emulator.channel.Subscriber;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.time.EmulatorLoop.Timer;
import io.github.ablyspring.emulator.wire.OutFrame;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import org.jspecify.annotations.Nullable;

/**
 * A realtime connection. It is lost when its transport breaks, and can then be continued
 * over another one for a while.
 */
public final class Connection implements Subscriber {

	private final ConnectionKey key = new ConnectionKey();

	private final ConnectionContext context;

	private final Consumer<Connection> onEnd;

	private final Outcomes outcomes = new Outcomes();

	private final JoinedChannels joined;

	private final Acks acks;

	private final TokenWatch tokenWatch;

	private final IdleWatch idleWatch;

	private Identity identity;

	private boolean echo;

	private boolean heartbeats;

	// runs while the connection is lost
	private @Nullable Timer forgetting;

	private @Nullable Transport transport;

	private boolean ended;

	Connection(ConnectionContext context, Identity identity, Consumer<Connection> onEnd) {
		this.context = context;
		this.identity = identity;
		this.onEnd = onEnd;
		this.joined = new JoinedChannels(connectionId(), context.loop(), context.limits().presenceGrace().toMillis());
		this.acks = new Acks(context.loop(), this::send);
		this.tokenWatch = new TokenWatch(context.loop(), this::askForToken,
				() -> disconnect(Refusals.tokenExpired().errorInfo()));
		this.idleWatch = new IdleWatch(context.loop(), context.limits().maxIdleInterval().toMillis(), this::sayHello);
	}

	@Override
	public String connectionId() {
		return this.key.connectionId();
	}

	public Identity identity() {
		return this.identity;
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

	ConnectionKey key() {
		return this.key;
	}

	JoinedChannels joined() {
		return this.joined;
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
		cancelForgetting();
		this.joined.back();
		authenticate(asWhom, error);
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
			.connectionId(connectionId())
			.connectionDetails(this.context.detailsFor(asWhom, this.key))
			.timestamp(this.context.loop().now())
			.error(error)
			.build());
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
		for (Attachment attachment : this.joined.attachments()) {
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
		this.joined.lost();
		long remembered = this.context.limits()
			.connectionStateTtl()
			.plus(this.context.limits().maxIdleInterval())
			.toMillis();
		this.forgetting = this.context.loop().schedule(remembered, this::end);
	}

	private void cancelForgetting() {
		if (this.forgetting != null) {
			this.forgetting.cancel();
			this.forgetting = null;
		}
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
		cancelForgetting();
		this.joined.end();
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
		return "Connection[" + connectionId() + "]";
	}

}
