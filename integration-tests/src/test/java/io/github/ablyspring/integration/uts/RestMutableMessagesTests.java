package io.github.ablyspring.integration.uts;

import java.util.List;

import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.AnnotationAction;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageAction;
import io.github.ablyspring.message.MessageOperation;
import io.github.ablyspring.message.UpdateDeleteResult;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.rest.PaginatedResult;
import io.github.ablyspring.rest.RestChannel;
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

/**
 * Messages that change, and annotations, over REST.
 */
@ParameterizedClass
@ValueSource(booleans = { false, true })
@Timeout(300)
class RestMutableMessagesTests {

	private static final String TYPE = "com.ably.reactions";

	@RegisterExtension
	final Sandbox sandbox = Sandbox.create();

	@Parameter
	boolean binary;

	private RestChannel channel;

	@BeforeEach
	void createChannel() {
		this.channel = this.sandbox.rest(this.binary).channels().get(unique("mutable:rest"));
	}

	@Test
	@Uts("rest/integration/RSL1n/publish-returns-serials-0")
	void publishTellsTheSerials() {
		PublishResult single = await(this.channel.publish("event1", "data1"));
		assertThat(single.serials()).singleElement().asString().isNotEmpty();
		PublishResult several = await(this.channel.publish(
				List.of(Message.of("event2", "data2"), Message.of("event3", "data3"), Message.of("event4", "data4"))));
		assertThat(several.serials()).hasSize(3)
			.doesNotHaveDuplicates()
			.allSatisfy((serial) -> assertThat(serial).isNotEmpty());
	}

	@Test
	@Uts("rest/integration/RSL11/get-message-by-serial-0")
	void messageIsFoundByItsSerial() {
		String serial = publish("test-event", "hello world");
		Message message = await(this.channel.getMessage(serial));
		assertThat(message.name()).isEqualTo("test-event");
		assertThat(message.data()).isEqualTo("hello world");
		assertThat(message.serial()).isEqualTo(serial);
		assertThat(message.action()).isEqualTo(MessageAction.MESSAGE_CREATE);
		assertThat(message.timestamp()).isNotNull();
	}

	@Test
	@Uts("rest/integration/RSL15/update-message-0")
	void messageIsUpdated() {
		String serial = publish("original", "original-data");
		assertVersioned(await(this.channel.updateMessage(
				Message.builder().serial(serial).name("updated").data("updated-data").build(),
				MessageOperation.because("edited content"))));
		Message updated = await(this.channel.getMessage(serial));
		assertThat(updated.action()).isEqualTo(MessageAction.MESSAGE_UPDATE);
		assertThat(updated.name()).isEqualTo("updated");
		assertThat(updated.data()).isEqualTo("updated-data");
		assertThat(updated.version().description()).isEqualTo("edited content");
	}

	@Test
	@Uts("rest/integration/RSL15/delete-message-1")
	void messageIsDeleted() {
		String serial = publish("to-delete", "delete-me");
		assertVersioned(await(this.channel.deleteMessage(Message.builder().serial(serial).build())));
		assertThat(await(this.channel.getMessage(serial)).action()).isEqualTo(MessageAction.MESSAGE_DELETE);
	}

	@Test
	@Uts("rest/integration/RSL14/get-message-versions-0")
	void allVersionsAreKept() {
		String serial = publish("versioned", "v1");
		await(this.channel.updateMessage(Message.builder().serial(serial).data("v2").build(),
				MessageOperation.because("first edit")));
		await(this.channel.updateMessage(Message.builder().serial(serial).data("v3").build(),
				MessageOperation.because("second edit")));
		PaginatedResult<Message> versions = await(this.channel.getMessageVersions(serial));
		assertThat(versions.items()).hasSizeGreaterThanOrEqualTo(3)
			.allSatisfy((version) -> assertThat(version.serial()).isEqualTo(serial));
	}

	@Test
	@Uts("rest/integration/RSL15/append-message-2")
	void messageIsAppendedTo() {
		String serial = publish("appendable", "original");
		assertVersioned(await(this.channel.appendMessage(Message.builder().serial(serial).data("appended-data").build(),
				MessageOperation.because("appended content"))));
	}

	@Test
	@Uts("rest/integration/RSAN1/annotation-lifecycle-0")
	void annotationComesAndGoes() {
		String serial = publish("annotatable", "content");
		await(this.channel.annotations().publish(serial, Annotation.of(TYPE, "like")));
		assertThat(await(this.channel.annotations().get(serial)).items()).anySatisfy((annotation) -> {
			assertThat(annotation.type()).isEqualTo(TYPE);
			assertThat(annotation.name()).isEqualTo("like");
			assertThat(annotation.action()).isEqualTo(AnnotationAction.ANNOTATION_CREATE);
			assertThat(annotation.messageSerial()).isEqualTo(serial);
		});
		await(this.channel.annotations().delete(serial, Annotation.of(TYPE, "like")));
	}

	@Test
	@Uts("rest/integration/RSAN3/get-annotations-paginated-0")
	void annotationsAreAPage() {
		String serial = publish("multi-annotated", "content");
		await(this.channel.annotations().publish(serial, Annotation.of(TYPE, "like")));
		await(this.channel.annotations().publish(serial, Annotation.of(TYPE, "heart")));
		PaginatedResult<Annotation> result = await(this.channel.annotations().get(serial));
		assertThat(result.items()).hasSizeGreaterThanOrEqualTo(2).allSatisfy((annotation) -> {
			assertThat(annotation.messageSerial()).isEqualTo(serial);
			assertThat(annotation.type()).isEqualTo(TYPE);
			assertThat(annotation.timestamp()).isNotNull();
		});
	}

	private String publish(String name, String data) {
		return await(this.channel.publish(name, data)).serials().get(0);
	}

	private static void assertVersioned(UpdateDeleteResult result) {
		assertThat(result.versionSerial()).isNotEmpty();
	}

}
