package io.github.ablyspring.realtime.channel;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.AnnotationAction;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireAnnotation;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.realtime.annotation.RealtimeAnnotations;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.transport.LogLevel;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelAnnotationsUtsTests {

	private static final String REACTION = "com.example.reaction";

	private static final ChannelOptions QUIET = ChannelOptions.builder().attachOnSubscribe(false).build();

	private final List<String> warnings = new ArrayList<>();

	private final ChannelFixture fixture = ChannelFixture.create(options -> options.logLevel(LogLevel.WARN)
		.logHandler((level, message, context) -> this.warnings.add(level + " " + message)));

	private final RealtimeChannel channel = this.fixture.channel(QUIET);

	private final RealtimeAnnotations annotations = this.channel.annotations();

	private final List<Annotation> received = new ArrayList<>();

	private final Consumer<Annotation> listener = this.received::add;

	@Test
	@Uts("realtime/unit/RTL26/annotations-attribute-type-0")
	void aChannelHasAnnotations() {
		assertThat(this.annotations).isInstanceOf(RealtimeAnnotations.class).isSameAs(this.channel.annotations());
	}

	@Test
	@Uts("realtime/unit/RTAN1a/publish-sends-annotation-0")
	void publishesAnAnnotation() {
		attach(Flag.PUBLISH, Flag.ANNOTATION_PUBLISH);
		this.fixture.answer(Action.ANNOTATION, Frames::ack);
		this.fixture.await(this.annotations.publish("msg-serial-1", Annotation.of(REACTION, "like")));
		WireAnnotation sent = sent();
		assertThat(sent.action()).isEqualTo(AnnotationAction.ANNOTATION_CREATE.code()).isZero();
		assertThat(sent.messageSerial()).isEqualTo("msg-serial-1");
		assertThat(sent.type()).isEqualTo(REACTION);
		assertThat(sent.name()).isEqualTo("like");
	}

	@Test
	@Uts("realtime/unit/RTAN1a/validates-type-required-1")
	void anAnnotationNeedsAType() {
		attach(Flag.PUBLISH, Flag.ANNOTATION_PUBLISH);
		assertThat(this.fixture
			.failure(this.annotations.publish("msg-serial-1", Annotation.builder().name("like").build()))).isNotNull();
		assertThat(this.fixture.sent(Action.ANNOTATION)).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTAN1a/encodes-data-json-2")
	void encodesTheData() {
		attach(Flag.PUBLISH, Flag.ANNOTATION_PUBLISH);
		this.fixture.answer(Action.ANNOTATION, Frames::ack);
		Map<String, Object> data = Map.of("key", "value", "nested", Map.of("a", 1));
		this.fixture.await(this.annotations.publish("msg-serial-1",
				Annotation.builder().type("com.example.data").data(data).build()));
		WireAnnotation sent = sent();
		assertThat(sent.data()).isInstanceOf(String.class);
		assertThat(sent.encoding()).isEqualTo("json");
		assertThat(WireCodec.readTree(WireFormat.JSON, ((String) sent.data()).getBytes(StandardCharsets.UTF_8)))
			.isEqualTo(Map.of("key", "value", "nested", Map.of("a", 1L)));
	}

	@Test
	@Uts("realtime/unit/RTAN1b/publish-channel-state-0")
	void failsOnAFailedChannel() {
		this.fixture.answer(Action.ATTACH, frame -> Frames.channelError(frame.channel(), 40160, 401, "Not permitted"));
		this.fixture.connect();
		this.fixture.failure(this.channel.attach());
		assertThat(this.channel.state()).isEqualTo(ChannelState.FAILED);
		assertThat(this.fixture.failure(this.annotations.publish("msg-serial-1", Annotation.of(REACTION, "like"))))
			.isNotNull();
	}

	@Test
	@Uts("realtime/unit/RTAN1d/publish-ack-nack-0")
	void succeedsOrFailsAsTheServerSays() {
		attach(Flag.PUBLISH, Flag.ANNOTATION_PUBLISH);
		this.fixture.answer(Action.ANNOTATION, Frames::ack);
		this.fixture.await(this.annotations.publish("msg-serial-1", Annotation.of(REACTION, "like")));
		this.fixture.answer(Action.ANNOTATION, frame -> Frames.nack(frame, 40160, 401, "Not permitted"));
		assertThat(
				this.fixture.failure(this.annotations.publish("msg-serial-1", Annotation.of(REACTION, "like"))).code())
			.isEqualTo(40160);
	}

	@Test
	@Uts("realtime/unit/RTAN2a/delete-sends-annotation-0")
	void takesAnAnnotationBack() {
		attach(Flag.PUBLISH, Flag.ANNOTATION_PUBLISH);
		this.fixture.answer(Action.ANNOTATION, Frames::ack);
		this.fixture.await(this.annotations.delete("msg-serial-1", Annotation.of(REACTION, "like")));
		WireAnnotation sent = sent();
		assertThat(sent.action()).isEqualTo(AnnotationAction.ANNOTATION_DELETE.code()).isEqualTo(1);
		assertThat(sent.messageSerial()).isEqualTo("msg-serial-1");
		assertThat(sent.type()).isEqualTo(REACTION);
		assertThat(sent.name()).isEqualTo("like");
	}

	@Test
	@Uts("realtime/unit/RTAN4a/subscribe-delivers-annotations-0")
	void hearsOfAnnotations() {
		attach(Flag.PUBLISH, Flag.ANNOTATION_PUBLISH, Flag.ANNOTATION_SUBSCRIBE);
		this.annotations.subscribe(this.listener);
		receive(annotation(REACTION, "like").id("ann-1")
			.clientId("user-1")
			.serial("ann-serial-1")
			.timestamp(1_700_000_000_000L),
				annotation(REACTION, "heart").id("ann-2")
					.clientId("user-2")
					.serial("ann-serial-2")
					.timestamp(1_700_000_001_000L));
		assertThat(this.received).hasSize(2);
		Annotation first = this.received.get(0);
		assertThat(first.id()).isEqualTo("ann-1");
		assertThat(first.action()).isEqualTo(AnnotationAction.ANNOTATION_CREATE);
		assertThat(first.type()).isEqualTo(REACTION);
		assertThat(first.name()).isEqualTo("like");
		assertThat(first.clientId()).isEqualTo("user-1");
		assertThat(first.serial()).isEqualTo("ann-serial-1");
		assertThat(first.messageSerial()).isEqualTo("msg-serial-1");
		assertThat(first.timestamp()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_000L));
		assertThat(this.received.get(1).name()).isEqualTo("heart");
		assertThat(this.received.get(1).clientId()).isEqualTo("user-2");
	}

	@Test
	@Uts("realtime/unit/RTAN4c/subscribe-type-filter-0")
	void hearsOfOneType() {
		attach(Flag.PUBLISH, Flag.ANNOTATION_PUBLISH, Flag.ANNOTATION_SUBSCRIBE);
		this.annotations.subscribe(REACTION, this.listener);
		receive(annotation(REACTION, "like"), annotation("com.example.comment", "text"), annotation(REACTION, "heart"));
		assertThat(this.received).extracting(Annotation::name).containsExactly("like", "heart");
	}

	@Test
	@Uts("realtime/unit/RTAN4d/subscribe-implicit-attach-0")
	void subscribingAttaches() {
		RealtimeChannel other = this.fixture.channels().get("other");
		this.fixture.connect();
		assertThat(other.state()).isEqualTo(ChannelState.INITIALIZED);
		ChannelSubscription subscription = other.annotations().subscribe(this.listener);
		assertThat(this.fixture.await(subscription.attached()).current()).isEqualTo(ChannelState.ATTACHED);
		assertThat(other.state()).isEqualTo(ChannelState.ATTACHED);
	}

	@Test
	@Uts("realtime/unit/RTAN4e/subscribe-warns-no-mode-0")
	void warnsWithoutTheMode() {
		attach(Flag.PUBLISH);
		this.annotations.subscribe(this.listener);
		this.fixture.settle();
		assertThat(this.warnings)
			.anyMatch(warning -> warning.startsWith("WARN") && warning.contains("ANNOTATION_SUBSCRIBE"));
	}

	@Test
	@Uts("realtime/unit/RTAN4e1/no-warn-unattached-0")
	void doesNotWarnUnlessAttached() {
		this.fixture.connect();
		assertThat(this.channel.state()).isEqualTo(ChannelState.INITIALIZED);
		this.annotations.subscribe(this.listener);
		this.fixture.settle();
		assertThat(this.warnings).noneMatch(warning -> warning.contains("ANNOTATION_SUBSCRIBE"));
	}

	@Test
	@Uts("realtime/unit/RTAN5a/unsubscribe-removes-listeners-0")
	void unsubscribesAListener() {
		attach(Flag.PUBLISH, Flag.ANNOTATION_PUBLISH, Flag.ANNOTATION_SUBSCRIBE);
		this.annotations.subscribe(this.listener);
		receive(annotation(REACTION, "like"));
		assertThat(this.received).hasSize(1);
		this.annotations.unsubscribe(this.listener);
		receive(annotation(REACTION, "heart"));
		assertThat(this.received).extracting(Annotation::name).containsExactly("like");
	}

	@Test
	@Uts("realtime/unit/RTAN5a/unsubscribe-type-filter-1")
	void unsubscribesFromOneType() {
		attach(Flag.PUBLISH, Flag.ANNOTATION_PUBLISH, Flag.ANNOTATION_SUBSCRIBE);
		List<Annotation> comments = new ArrayList<>();
		this.annotations.subscribe(REACTION, this.listener);
		this.annotations.subscribe("com.example.comment", comments::add);
		this.annotations.unsubscribe(REACTION, this.listener);
		receive(annotation(REACTION, "like"), annotation("com.example.comment", "text"));
		assertThat(this.received).isEmpty();
		assertThat(comments).extracting(Annotation::type).containsExactly("com.example.comment");
	}

	private void attach(Flag... flags) {
		this.fixture.answer(Action.ATTACH, frame -> Frames.attached(frame.channel(), flags));
		this.fixture.connect();
		this.fixture.await(this.channel.attach());
	}

	private WireAnnotation sent() {
		assertThat(this.fixture.sent(Action.ANNOTATION)).hasSize(1);
		ProtocolMessage frame = this.fixture.sent(Action.ANNOTATION).get(0);
		assertThat(frame.channel()).isEqualTo(this.channel.name());
		assertThat(frame.annotations()).hasSize(1);
		return frame.annotations().get(0);
	}

	private void receive(WireAnnotation.Builder... annotations) {
		List<WireAnnotation> list = new ArrayList<>();
		for (WireAnnotation.Builder annotation : annotations) {
			list.add(annotation.build());
		}
		this.fixture
			.send(ProtocolMessage.builder(Action.ANNOTATION).channel(this.channel.name()).annotations(list).build());
	}

	private static WireAnnotation.Builder annotation(String type, String name) {
		return WireAnnotation.builder().action(0).type(type).name(name).messageSerial("msg-serial-1");
	}

}
