package io.github.ablyspring.emulator.connection;

import java.util.List;

import io.github.ablyspring.emulator.auth.Credentials;
import io.github.ablyspring.emulator.auth.Identity;
import io.github.ablyspring.emulator.channel.Annotator;
import io.github.ablyspring.emulator.channel.Attacher;
import io.github.ablyspring.emulator.channel.Attachment;
import io.github.ablyspring.emulator.channel.Channel;
import io.github.ablyspring.emulator.channel.ChannelName;
import io.github.ablyspring.emulator.channel.Origin;
import io.github.ablyspring.emulator.channel.PresenceDesk;
import io.github.ablyspring.emulator.channel.Publisher;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.PublishResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the frames of a client say.
 */
public final class FrameHandler {

	private static final Logger logger = LoggerFactory.getLogger(FrameHandler.class);

	private static final PublishResult NOTHING = new PublishResult(List.of());

	private final Connection connection;

	private final ConnectionContext context;

	private final JoinedChannels joined;

	private final RateLimit rateLimit;

	FrameHandler(Connection connection, ConnectionContext context) {
		this.connection = connection;
		this.context = context;
		this.joined = connection.joined();
		this.rateLimit = new RateLimit(context.limits().maxInboundRate());
	}

	/**
	 * Does what a frame says.
	 * @param frame the frame
	 */
	public void handle(ProtocolMessage frame) {
		Action action = frame.action();
		if (action == null || this.connection.hasEnded()) {
			return;
		}
		switch (action) {
			case HEARTBEAT -> this.connection.send(ProtocolMessage.builder(Action.HEARTBEAT).id(frame.id()).build());
			case CLOSE -> this.connection.close();
			case DISCONNECT -> this.connection.disconnect(ErrorInfo.of(80003, 400, "Disconnected by request"));
			case ATTACH -> onChannel(frame, this::attach);
			case DETACH -> onChannel(frame, this::detach);
			case SYNC -> onChannel(frame, this::sync);
			case AUTH -> reauthenticate(frame);
			case MESSAGE, PRESENCE, ANNOTATION, OBJECT -> acknowledge(frame);
			default -> logger.debug("{} ignores {}", this.connection, action);
		}
	}

	private void onChannel(ProtocolMessage frame, ChannelAction action) {
		String written = (frame.channel() != null) ? frame.channel() : "";
		try {
			action.apply(frame, ChannelName.parse(written));
		}
		catch (RuntimeException ex) {
			this.connection.send(ProtocolMessage.builder(Action.ERROR).channel(written).error(errorOf(ex)).build());
		}
	}

	private void attach(ProtocolMessage frame, ChannelName name) {
		Attachment existing = this.joined.attachment(name.written());
		int limit = this.context.limits().maxChannelsPerConnection();
		if (existing == null && this.joined.size() >= limit) {
			throw Refusals.tooManyChannels(limit);
		}
		Attacher.Request request = new Attacher.Request(name, frame.flags(), frame.params(), frame.channelSerial(),
				this.connection.identity().grants());
		Channel channel = this.context.channels().get(this.connection.identity().app(), name);
		try {
			this.joined.attached(Attacher.attach(channel, this.connection, request, existing));
		}
		catch (AblyException ex) {
			if (existing != null) {
				this.joined.detach(existing);
			}
			throw ex;
		}
	}

	private void detach(ProtocolMessage frame, ChannelName name) {
		Attachment attachment = this.joined.attachment(name.written());
		if (attachment != null) {
			this.joined.detach(attachment);
		}
		this.connection.send(ProtocolMessage.builder(Action.DETACHED).channel(name.written()).build());
	}

	private void sync(ProtocolMessage frame, ChannelName name) {
		Attachment attachment = this.joined.attachment(name.written());
		if (attachment != null) {
			Attacher.sync(attachment);
		}
	}

	private void acknowledge(ProtocolMessage frame) {
		Long msgSerial = frame.msgSerial();
		PublishResult known = (msgSerial != null) ? this.connection.outcomes().find(msgSerial) : null;
		if (msgSerial != null && known != null) {
			this.connection.acks().ack(msgSerial, known);
			return;
		}
		try {
			requireRate(frame);
			PublishResult result = perform(frame, (msgSerial != null) ? msgSerial : 0);
			if (msgSerial != null) {
				this.connection.outcomes().remember(msgSerial, result);
				this.connection.acks().ack(msgSerial, result);
			}
		}
		catch (RuntimeException ex) {
			this.connection.acks().nack((msgSerial != null) ? msgSerial : 0, errorOf(ex));
			if (this.rateLimit.isFatal()) {
				this.connection.fail(ErrorInfo.of(42921, 429, "The connection publishes far too fast"));
			}
		}
	}

	private void requireRate(ProtocolMessage frame) {
		int items = Math.max(1, frame.messages().size());
		if (this.rateLimit.isExceededBy(items, this.context.loop().now())) {
			throw Refusals.tooFast(this.rateLimit.limit());
		}
	}

	private PublishResult perform(ProtocolMessage frame, long msgSerial) {
		ChannelName name = ChannelName.parse((frame.channel() != null) ? frame.channel() : "");
		Channel channel = this.context.channels().get(this.connection.identity().app(), name);
		Origin origin = new Origin(this.connection.identity(), name, this.connection.connectionId(),
				this.connection.connectionId() + ":" + msgSerial, this.joined.attachment(name.written()),
				frame.params());
		if (frame.action() == Action.MESSAGE) {
			PublishResult result = new PublishResult(Publisher.publish(channel, origin, frame.messages()).serials());
			if (channel.isCongested()) {
				this.connection.holdBack(channel);
			}
			return result;
		}
		if (frame.action() == Action.ANNOTATION) {
			return new PublishResult(Annotator.annotate(channel, origin, frame.annotations()));
		}
		if (frame.action() == Action.OBJECT) {
			throw Refusals.noObjects();
		}
		this.joined.entered(channel);
		PresenceDesk.handle(channel, origin, frame.presence());
		return NOTHING;
	}

	private void reauthenticate(ProtocolMessage frame) {
		try {
			String token = (frame.auth() != null) ? frame.auth().accessToken() : null;
			if (token == null) {
				throw Refusals.badCredentials("The frame holds no token");
			}
			Identity before = this.connection.identity();
			Identity after = this.context.authority().identify(Credentials.ofToken(token), before.definiteClientId());
			if (after.app() != before.app()) {
				throw Refusals.incompatibleCredentials("The token is one of another application");
			}
			this.connection.authenticate(after, null);
			endAttachmentsBeyond(after);
		}
		catch (RuntimeException ex) {
			this.connection.fail(errorOf(ex));
		}
	}

	private void endAttachmentsBeyond(Identity identity) {
		for (Attachment attachment : this.joined.attachments()) {
			if (!attachment.isPermitted(identity.grants())) {
				this.joined.detach(attachment);
				String name = attachment.name().written();
				this.connection.send(ProtocolMessage.builder(Action.ERROR)
					.channel(name)
					.error(Refusals.capability("attach", name).errorInfo())
					.build());
			}
		}
	}

	private ErrorInfo errorOf(RuntimeException failure) {
		if (failure instanceof AblyException refusal) {
			return refusal.errorInfo();
		}
		logger.warn("{} sent what could not be handled", this.connection, failure);
		return ErrorInfo.of(50000, 500, "Internal error");
	}

	private interface ChannelAction {

		void apply(ProtocolMessage frame, ChannelName name);

	}

}
