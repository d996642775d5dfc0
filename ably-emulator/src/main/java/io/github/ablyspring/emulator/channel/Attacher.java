package io.github.ablyspring.emulator.channel;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.apps.Ids;
import io.github.ablyspring.emulator.auth.Grants;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WirePresence;
import org.jspecify.annotations.Nullable;

/**
 * Attaches connections to channels: decides what for and from where, answers, tells who
 * is present, and delivers what has been missed.
 */
public final class Attacher {

	private static final int SYNC_PAGE = 100;

	private static final int ID_LENGTH = 10;

	private static final long DERIVED_MODES = Mode.SUBSCRIBE.mask() | Mode.ANNOTATION_SUBSCRIBE.mask();

	private final Channel channel;

	private final Subscriber subscriber;

	private Attacher(Channel channel, Subscriber subscriber) {
		this.channel = channel;
		this.subscriber = subscriber;
	}

	/**
	 * What a client asks for.
	 *
	 * @param name the channel
	 * @param flags the flags of the frame
	 * @param params the parameters of the frame
	 * @param channelSerial from where on it wants everything, if it was attached before
	 * @param grants what it is permitted
	 */
	public record Request(ChannelName name, long flags, Map<String, String> params, @Nullable String channelSerial,
			Grants grants) {

		long modes(Map<String, String> recognised) {
			long modes = Mode.permitted(Mode.requested(recognised, this.flags),
					(operation) -> this.grants.permits(operation, this.name.qualifier(), this.name.name()));
			long granted = this.name.publishable() ? modes : modes & DERIVED_MODES;
			if (granted == 0) {
				throw Refusals.capability("subscribe", this.name.written());
			}
			return granted;
		}

	}

	/**
	 * Attaches.
	 * @param channel the channel
	 * @param subscriber who attaches
	 * @param request what it asks for
	 * @param existing how it is attached already, if it is
	 * @return the attachment
	 */
	public static Attachment attach(Channel channel, Subscriber subscriber, Request request,
			@Nullable Attachment existing) {
		Attacher attacher = new Attacher(channel, subscriber);
		return (existing != null) ? attacher.update(existing, request) : attacher.create(request);
	}

	private Attachment create(Request request) {
		Map<String, String> params = AttachParams.recognised(request.name().params(), request.params());
		Attachment attachment = new Attachment(this.channel, this.subscriber, request.name());
		attachment.configure(request.modes(params), params);
		// a client that was attached before says so, one way or the other, and gets no
		// past
		boolean first = request.channelSerial() == null && !Flag.ATTACH_RESUME.isSetIn(request.flags());
		Rewind rewind = first ? Rewind.of(params) : null;
		ChannelLog log = this.channel.log();
		this.channel.evictExpired(this.channel.now());
		long missedSince = (request.channelSerial() != null) ? log.after(request.channelSerial()) : -1;
		ErrorInfo error = (request.channelSerial() != null && missedSince < 0) ? Refusals.continuityLost().errorInfo()
				: null;
		long from = (missedSince >= 0) ? missedSince : log.next();
		History.Rewound rewound = (rewind != null) ? History.rewind(this.channel, rewind) : null;
		attachment.moveTo((rewound != null) ? rewound.start() : from);
		this.channel.add(attachment);
		PresenceDesk.markFound(this.channel, this.subscriber.connectionId());
		answer(attachment, missedSince >= 0, true, error);
		if (rewound != null) {
			// this is history: it shows what became of a message, not how it came to that
			attachment.rewind(rewound, log.next());
		}
		attachment.catchUp();
		if (params.containsKey(AttachParams.OCCUPANCY)) {
			this.channel.occupancyChanged();
		}
		return attachment;
	}

	// an attachment that is there stays, unless the client says that it has got less far
	// than it was told
	private Attachment update(Attachment existing, Request request) {
		Map<String, String> params = AttachParams.recognised(request.name().params(), request.params());
		boolean heardPresence = existing.has(Mode.PRESENCE_SUBSCRIBE);
		existing.configure(request.modes(params), params);
		long missedSince = (request.channelSerial() != null) ? this.channel.log().after(request.channelSerial())
				: existing.cursor();
		boolean goBack = missedSince >= 0 && missedSince < existing.cursor();
		if (goBack) {
			existing.moveTo(missedSince);
		}
		ErrorInfo error = (missedSince < 0) ? Refusals.continuityLost().errorInfo() : null;
		boolean sync = goBack || (!heardPresence && existing.has(Mode.PRESENCE_SUBSCRIBE));
		answer(existing, missedSince >= 0, sync, error);
		existing.catchUp();
		this.channel.occupancyChanged();
		return existing;
	}

	private void answer(Attachment attachment, boolean resumed, boolean sync, @Nullable ErrorInfo error) {
		ChannelLog log = this.channel.log();
		boolean presence = sync && attachment.has(Mode.PRESENCE_SUBSCRIBE) && this.channel.presenceSet().size() > 0;
		long flags = attachment.modes() | (resumed ? Flag.RESUMED.mask() : 0)
				| (presence ? Flag.HAS_PRESENCE.mask() : 0)
				| ((attachment.cursor() < log.next()) ? Flag.HAS_BACKLOG.mask() : 0);
		this.subscriber.send(attachment.frame(Action.ATTACHED)
			.flags(flags)
			.params(attachment.params())
			.channelSerial(log.before(attachment.cursor(), this.channel.now()))
			.error(error)
			.build());
		if (sync) {
			attachment.presenceKnownUntil(log.next());
		}
		if (presence) {
			sync(attachment);
		}
	}

	/**
	 * Tells a client who is present, page by page.
	 * @param attachment its attachment
	 */
	public static void sync(Attachment attachment) {
		List<WirePresence> members = attachment.channel().presenceSet().present();
		String sequence = Ids.random(ID_LENGTH);
		for (int from = 0; from == 0 || from < members.size(); from += SYNC_PAGE) {
			int to = Math.min(from + SYNC_PAGE, members.size());
			ProtocolMessage page = attachment.frame(Action.SYNC)
				.id(sequence + ":" + from)
				.channelSerial(sequence + ":" + ((to < members.size()) ? "member-" + to : ""))
				.timestamp(attachment.channel().now())
				.presence(members.subList(from, to))
				.build();
			attachment.subscriber().send(page);
		}
	}

}
