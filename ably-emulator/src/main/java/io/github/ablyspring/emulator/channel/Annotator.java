package io.github.ablyspring.emulator.channel;

import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.emulator.annotation.AnnotationActions;
import io.github.ablyspring.emulator.annotation.AnnotationTypes;
import io.github.ablyspring.emulator.apps.Ids;
import io.github.ablyspring.emulator.auth.Operation;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.wire.Payloads;
import io.github.ablyspring.protocol.WireAnnotation;
import io.github.ablyspring.protocol.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * Checks annotations, puts them into the log, and tells what they add up to.
 */
public final class Annotator {

	static final int SUMMARY = 4;

	private static final int ID_LENGTH = 10;

	private final Channel channel;

	private final Origin origin;

	private Annotator(Channel channel, Origin origin) {
		this.channel = channel;
		this.origin = origin;
	}

	/**
	 * Adds or removes annotations.
	 * @param channel where
	 * @param origin who, and how
	 * @param annotations the annotations, as they were received
	 * @return the serials they got
	 */
	public static List<@Nullable String> annotate(Channel channel, Origin origin, List<WireAnnotation> annotations) {
		return new Annotator(channel, origin).annotate(annotations);
	}

	private List<@Nullable String> annotate(List<WireAnnotation> received) {
		if (received.isEmpty()) {
			throw Refusals.badBody("An annotation is expected");
		}
		if (!this.channel.rules().mutableMessages()) {
			throw Refusals.notMutable(this.channel.name());
		}
		this.origin.require(Operation.ANNOTATION_PUBLISH);
		this.origin.require(Mode.ANNOTATION_PUBLISH);
		List<StoredMessage> targets = new ArrayList<>();
		List<WireAnnotation> checked = new ArrayList<>();
		for (WireAnnotation annotation : received) {
			targets.add(target(annotation.messageSerial()));
			checked.add(normalize(annotation));
		}
		return append(targets, checked);
	}

	private StoredMessage target(@Nullable String messageSerial) {
		StoredMessage target = (messageSerial != null) ? this.channel.find(messageSerial) : null;
		if (target == null) {
			throw Refusals.notFound("The message " + messageSerial);
		}
		return target;
	}

	private WireAnnotation normalize(WireAnnotation annotation) {
		String type = annotation.type();
		if (type == null || type.isEmpty()) {
			throw Refusals.badBody("An annotation has a type");
		}
		String clientId = this.origin.identity().actAs(annotation.clientId());
		if (clientId == null && AnnotationTypes.needClientId(type)) {
			throw Refusals.anonymousAnnotation(type);
		}
		Payloads.Payload payload = Payloads.keep(annotation.data(), annotation.encoding());
		int size = Payloads.size(payload.data()) + Payloads.utf8Length(type) + Payloads.utf8Length(annotation.name())
				+ Payloads.extrasSize(annotation.extras());
		if (size > this.channel.maxMessageSize()) {
			throw Refusals.tooLarge("The annotation", size, this.channel.maxMessageSize());
		}
		return annotation.toBuilder()
			.action((annotation.action() == AnnotationActions.DELETE) ? AnnotationActions.DELETE
					: AnnotationActions.CREATE)
			.clientId(clientId)
			.data(payload.data())
			.encoding(payload.encoding())
			.build();
	}

	private List<@Nullable String> append(List<StoredMessage> targets, List<WireAnnotation> checked) {
		LogEntry.Stamp stamp = this.channel.stamp(this.origin);
		List<@Nullable String> serials = new ArrayList<>();
		List<WireAnnotation> live = new ArrayList<>();
		for (int i = 0; i < checked.size(); i++) {
			String serial = Serial.ofItem(stamp.channelSerial(), i);
			String id = checked.get(i).id();
			live.add(checked.get(i)
				.toBuilder()
				.id((id != null) ? id : stamp.frameId() + ":" + i)
				.serial(serial)
				.connectionId(this.origin.connectionId())
				.timestamp(stamp.timestamp())
				.build());
			serials.add(serial);
		}
		this.channel.append(new LogEntry.Annotated(stamp, live));
		for (int i = 0; i < targets.size(); i++) {
			if (targets.get(i).annotate(live.get(i))) {
				tellSummary(targets.get(i));
			}
		}
		return serials;
	}

	private void tellSummary(StoredMessage target) {
		LogEntry.Stamp stamp = this.channel.stamp(Ids.random(ID_LENGTH) + ":0", null);
		WireMessage latest = target.latest();
		WireMessage summary = WireMessage.builder()
			.action(SUMMARY)
			.name(latest.name())
			.serial(latest.serial())
			.timestamp(latest.timestamp())
			.version(latest.version())
			.annotations(latest.annotations())
			.build();
		this.channel.append(new LogEntry.Changed(stamp, target, summary, summary));
	}

}
