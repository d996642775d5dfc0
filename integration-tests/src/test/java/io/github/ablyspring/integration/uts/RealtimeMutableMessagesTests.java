package io.github.ablyspring.integration.uts;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.integration.support.Inbox;
import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.AnnotationAction;
import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageAction;
import io.github.ablyspring.message.MessageOperation;
import io.github.ablyspring.message.UpdateDeleteResult;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.rest.PaginatedResult;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.ablyspring.integration.support.Await.await;
import static io.github.ablyspring.integration.uts.Sandbox.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Messages that change, and annotations, on a realtime channel.
 */
@ParameterizedClass
@ValueSource(booleans = { false, true })
@Timeout(300)
class RealtimeMutableMessagesTests {

	private static final String TYPE = "com.ably.reactions";

	private static final ChannelOptions ANNOTATES = ChannelOptions.builder()
		.modes(ChannelMode.PUBLISH, ChannelMode.SUBSCRIBE, ChannelMode.ANNOTATION_PUBLISH,
				ChannelMode.ANNOTATION_SUBSCRIBE)
		.build();

	private static final ChannelOptions SEES_ANNOTATIONS = ChannelOptions.builder()
		.modes(ChannelMode.SUBSCRIBE, ChannelMode.ANNOTATION_SUBSCRIBE)
		.build();

	@RegisterExtension
	final Sandbox sandbox = Sandbox.create();

	private final String channelName = unique("mutable:realtime");

	private final Inbox<Message> received = new Inbox<>();

	@Parameter
	boolean binary;

	private AblyRealtime a;

	private AblyRealtime b;

	@BeforeEach
	void connect() {
		this.a = this.sandbox.connected(this.binary);
		this.b = this.sandbox.connected(this.binary);
	}

	@Test
	@Uts("realtime/integration/RTL32/update-message-observed-0")
	void updateIsSeen() {
		RealtimeChannel channel = watched();
		Message original = publish(channel, "original", "v1");
		assertThat(original.action()).isEqualTo(MessageAction.MESSAGE_CREATE);
		assertThat(original.name()).isEqualTo("original");
		assertThat(original.data()).isEqualTo("v1");
		assertThat(original.serial()).isNotEmpty();
		UpdateDeleteResult result = await(
				channel.updateMessage(Message.builder().serial(original.serial()).name("updated").data("v2").build(),
						MessageOperation.because("edited")));
		assertThat(result.versionSerial()).isNotEmpty();
		Message update = this.received.next();
		assertThat(update.action()).isEqualTo(MessageAction.MESSAGE_UPDATE);
		assertThat(update.name()).isEqualTo("updated");
		assertThat(update.data()).isEqualTo("v2");
		assertThat(update.serial()).isEqualTo(original.serial());
	}

	@Test
	@Uts("realtime/integration/RTL32/delete-message-observed-1")
	void deletionIsSeen() {
		RealtimeChannel channel = watched();
		Message original = publish(channel, "to-delete", "ephemeral");
		UpdateDeleteResult result = await(channel.deleteMessage(Message.builder().serial(original.serial()).build()));
		assertThat(result.versionSerial()).isNotEmpty();
		Message deletion = this.received.next();
		assertThat(deletion.action()).isEqualTo(MessageAction.MESSAGE_DELETE);
		assertThat(deletion.serial()).isEqualTo(original.serial());
	}

	@Test
	@Uts("realtime/integration/RTL32/append-message-observed-2")
	void appendIsSeen() {
		RealtimeChannel channel = watched();
		Message original = publish(channel, "appendable", "original");
		UpdateDeleteResult result = await(
				channel.appendMessage(Message.builder().serial(original.serial()).data("appended-data").build(),
						MessageOperation.because("thread reply")));
		assertThat(result.versionSerial()).isNotEmpty();
		Message append = this.received.next();
		assertThat(append.action()).isEqualTo(MessageAction.MESSAGE_APPEND);
		assertThat(append.data()).isEqualTo("appended-data");
		assertThat(append.serial()).isEqualTo(original.serial());
	}

	@Test
	@Uts("realtime/integration/RTL32/full-mutation-lifecycle-3")
	void changesAreSeenInOrder() {
		RealtimeChannel channel = watched();
		Message create = publish(channel, "lifecycle", "v1");
		String serial = create.serial();
		await(channel.updateMessage(Message.builder().serial(serial).name("lifecycle").data("v2").build(),
				MessageOperation.because("edit 1")));
		Message update = this.received.next();
		await(channel.appendMessage(Message.builder().serial(serial).data("reply-data").build(),
				MessageOperation.because("thread reply")));
		Message append = this.received.next();
		await(channel.deleteMessage(Message.builder().serial(serial).build()));
		Message delete = this.received.next();
		assertThat(this.received.all()).containsExactly(create, update, append, delete)
			.allSatisfy((message) -> assertThat(message.serial()).isEqualTo(serial))
			.extracting(Message::action)
			.containsExactly(MessageAction.MESSAGE_CREATE, MessageAction.MESSAGE_UPDATE, MessageAction.MESSAGE_APPEND,
					MessageAction.MESSAGE_DELETE);
		assertThat(create).extracting(Message::name, Message::data).containsExactly("lifecycle", "v1");
		assertThat(update).extracting(Message::name, Message::data).containsExactly("lifecycle", "v2");
		assertThat(append.data()).isEqualTo("reply-data");
	}

	@Test
	@Uts("realtime/integration/RTL28/get-message-and-versions-0")
	void messageAndVersionsAreFound() {
		RealtimeChannel channel = this.a.channels().get(this.channelName);
		await(channel.subscribe(this.received).attached());
		String serial = publish(channel, "versioned", "v1").serial();
		await(channel.updateMessage(Message.builder().serial(serial).data("v2").build(),
				MessageOperation.because("first edit")));
		await(channel.updateMessage(Message.builder().serial(serial).data("v3").build(),
				MessageOperation.because("second edit")));
		Message message = await(channel.getMessage(serial));
		assertThat(message.serial()).isEqualTo(serial);
		assertThat(message.data()).isEqualTo("v3");
		assertThat(message.action()).isEqualTo(MessageAction.MESSAGE_UPDATE);
		PaginatedResult<Message> versions = await(channel.getMessageVersions(serial));
		assertThat(versions.items()).hasSizeGreaterThanOrEqualTo(3)
			.allSatisfy((version) -> assertThat(version.serial()).isEqualTo(serial));
	}

	@Test
	@Uts("realtime/integration/RTAN1/annotation-publish-delete-0")
	void annotationsAreSeen() {
		Inbox<Annotation> annotations = new Inbox<>();
		RealtimeChannel to = this.b.channels().get(this.channelName, SEES_ANNOTATIONS);
		await(to.attach());
		to.annotations().subscribe(annotations);
		RealtimeChannel from = annotating();
		String serial = publish(from, "annotatable", "content").serial();
		await(from.annotations().publish(serial, Annotation.of(TYPE, "like")));
		assertAnnotation(annotations.next(), AnnotationAction.ANNOTATION_CREATE, serial);
		await(from.annotations().delete(serial, Annotation.of(TYPE, "like")));
		assertAnnotation(annotations.next(), AnnotationAction.ANNOTATION_DELETE, serial);
		assertThat(annotations.all()).hasSize(2);
	}

	private static void assertAnnotation(Annotation annotation, AnnotationAction action, String serial) {
		assertThat(annotation.action()).isEqualTo(action);
		assertThat(annotation.type()).isEqualTo(TYPE);
		assertThat(annotation.name()).isEqualTo("like");
		assertThat(annotation.messageSerial()).isEqualTo(serial);
	}

	@Test
	@Uts("realtime/integration/RTAN4c/annotation-type-filtering-0")
	void annotationsAreFiltered() {
		Inbox<Annotation> reactions = new Inbox<>();
		Inbox<Annotation> all = new Inbox<>();
		RealtimeChannel to = this.b.channels().get(this.channelName, SEES_ANNOTATIONS);
		await(to.attach());
		to.annotations().subscribe(TYPE, reactions);
		to.annotations().subscribe(all);
		RealtimeChannel from = annotating();
		String serial = publish(from, "multi-type", "content").serial();
		await(from.annotations().publish(serial, Annotation.of(TYPE, "like")));
		await(from.annotations().publish(serial, Annotation.of("com.example.comments", "comment")));
		await(from.annotations().publish(serial, Annotation.of(TYPE, "heart")));
		assertThat(all.next(3)).hasSize(3);
		assertThat(reactions.next(2)).extracting(Annotation::type, Annotation::name)
			.containsExactly(tuple(TYPE, "like"), tuple(TYPE, "heart"));
		assertThat(all.all()).hasSize(3);
		assertThat(reactions.all()).hasSize(2);
	}

	@Test
	@Uts("realtime/integration/RTAN4d/annotation-implicit-attach-0")
	void subscribingToAnnotationsAttaches() {
		RealtimeChannel channel = this.a.channels()
			.get(this.channelName, ChannelOptions.builder().modes(ChannelMode.ANNOTATION_SUBSCRIBE).build());
		assertThat(channel.state()).isEqualTo(ChannelState.INITIALIZED);
		channel.annotations().subscribe(new Inbox<>());
		await(channel, ChannelState.ATTACHED);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
	}

	private RealtimeChannel watched() {
		await(this.b.channels().get(this.channelName).subscribe(this.received).attached());
		RealtimeChannel channel = this.a.channels().get(this.channelName);
		await(channel.attach());
		return channel;
	}

	private RealtimeChannel annotating() {
		RealtimeChannel channel = this.a.channels().get(this.channelName, ANNOTATES);
		await(channel.subscribe(this.received).attached());
		return channel;
	}

	private Message publish(RealtimeChannel channel, String name, String data) {
		await(channel.publish(name, data));
		return this.received.next();
	}

}
