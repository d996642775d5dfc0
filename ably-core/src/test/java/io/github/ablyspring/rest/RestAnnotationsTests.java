package io.github.ablyspring.rest;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.AnnotationAction;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.testing.PendingRequest;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestAnnotationsTests extends RestTestSupport {

	@Test
	@Uts("rest/unit/RSL10/annotations-attribute-type-0")
	void aChannelHasAnnotations() {
		RestChannel channel = channel("a");
		assertThat(channel.annotations()).isInstanceOf(RestAnnotations.class).isSameAs(channel.annotations());
	}

	@Test
	@Uts("rest/unit/RSAN1c6/publish-post-annotation-create-0")
	void publishesAnAnnotation() {
		this.http.always(201, Map.of());
		await(channel("a:b").annotations().publish("msg-serial-1", Annotation.of("com.example.reaction", "like")));
		assertThat(this.http.requests()).hasSize(1);
		assertSent(0);
	}

	@Test
	void deletesAnAnnotation() {
		this.http.always(201, Map.of());
		await(channel("a:b").annotations().delete("msg-serial-1", Annotation.of("com.example.reaction", "like")));
		assertSent(1);
	}

	@Test
	@Uts("rest/unit/RSAN1a3/publish-type-required-0")
	void anAnnotationNeedsAType() {
		AblyException failure = failureOf(
				channel("a").annotations().publish("msg-serial-1", Annotation.builder().name("like").build()));
		assertThat(failure.code()).isEqualTo(40003);
		assertThat(this.http.requests()).isEmpty();
	}

	@Test
	void anAnnotationNeedsTheSerialOfItsMessage() {
		AblyException failure = failureOf(
				channel("a").annotations().publish(Message.of("event", "data"), Annotation.of("reaction", "like")));
		assertThat(failure.code()).isEqualTo(40003);
		assertThat(this.http.requests()).isEmpty();
	}

	@Test
	@Uts("rest/unit/RSAN1c3/annotation-data-encoded-0")
	void theDataOfAnAnnotationIsEncoded() {
		this.http.always(201, Map.of());
		Map<String, ?> data = Map.of("key", "value", "nested", Map.of("a", 1L));
		await(channel("a").annotations()
			.publish("msg-serial-1", Annotation.builder().type("com.example.data").data(data).build()));
		assertThat(sentMessage().get("data")).isInstanceOf(String.class);
		assertThat(sentMessage()).containsEntry("encoding", "json");
		assertThat(json(sentMessage().get("data"))).isEqualTo(data);
	}

	@Test
	@Uts("rest/unit/RSAN1c4/idempotent-id-generated-0")
	void anAnnotationGetsAnId() {
		this.http.always(201, Map.of());
		await(channel("a").annotations()
			.publish("msg-serial-1", Annotation.builder().type("com.example.reaction").build()));
		assertThat(sentMessage().get("id")).asString().matches("[A-Za-z0-9_-]{12,}:0");
	}

	@Test
	@Uts("rest/unit/RSAN1c4/idempotent-id-not-generated-1")
	void anAnnotationGetsNoIdWhenThatIsOff() {
		this.http.always(201, Map.of());
		await(client((options) -> options.idempotentRestPublishing(false)).channels()
			.get("a")
			.annotations()
			.publish("msg-serial-1", Annotation.builder().type("com.example.reaction").build()));
		assertThat(sentMessage()).doesNotContainKey("id");
	}

	@Test
	void anIdOfTheCallerIsKept() {
		this.http.always(201, Map.of());
		await(channel("a").annotations()
			.publish("msg-serial-1", Annotation.builder().id("mine").type("com.example.reaction").build()));
		assertThat(sentMessage()).containsEntry("id", "mine");
	}

	@Test
	void getsThePageOfAnnotationsOfAMessage() {
		this.http.always(200,
				List.of(object("id", "ann-1", "action", 0, "type", "com.example.reaction", "name", "like", "clientId",
						"user-1", "count", 1, "data", "thumbs-up", "serial", "ann-serial-1", "messageSerial",
						"msg-serial-1", "timestamp", 1700000000000L, "extras", object("custom", "metadata")),
						object("id", "ann-2", "action", 0, "type", "com.example.reaction", "name", "heart", "clientId",
								"user-2", "serial", "ann-serial-2", "messageSerial", "msg-serial-1")));
		PaginatedResult<Annotation> page = await(channel("a:b").annotations().get("msg-serial-1"));
		assertThat(this.http.request(0).method()).isEqualTo("GET");
		assertThat(this.http.request(0).path()).isEqualTo("/channels/a%3Ab/messages/msg-serial-1/annotations");
		assertThat(page.items()).hasSize(2);
		Annotation first = page.items().get(0);
		assertThat(first.id()).isEqualTo("ann-1");
		assertThat(first.action()).isEqualTo(AnnotationAction.ANNOTATION_CREATE);
		assertThat(first.type()).isEqualTo("com.example.reaction");
		assertThat(first.name()).isEqualTo("like");
		assertThat(first.clientId()).isEqualTo("user-1");
		assertThat(first.count()).isEqualTo(1);
		assertThat(first.data()).isEqualTo("thumbs-up");
		assertThat(first.serial()).isEqualTo("ann-serial-1");
		assertThat(first.messageSerial()).isEqualTo("msg-serial-1");
		assertThat(first.timestamp()).isEqualTo(Instant.ofEpochMilli(1700000000000L));
		assertThat(first.extras()).isNotNull();
		assertThat(first.extras().get("custom")).isEqualTo("metadata");
		assertThat(page.items().get(1).name()).isEqualTo("heart");
		assertThat(page.items().get(1).clientId()).isEqualTo("user-2");
	}

	@Test
	void paramsAreSentInTheQuery() {
		this.http.always(200, List.of());
		await(channel("a").annotations().get("msg-serial-1", Map.of("limit", 50)));
		assertThat(this.http.request(0).query()).containsEntry("limit", "50");
	}

	private void assertSent(long action) {
		PendingRequest request = this.http.lastRequest();
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.path()).isEqualTo("/channels/a%3Ab/messages/msg-serial-1/annotations");
		assertThat(bodyOf(0)).singleElement()
			.satisfies((annotation) -> assertThat(annotation).containsEntry("action", action)
				.containsEntry("messageSerial", "msg-serial-1")
				.containsEntry("type", "com.example.reaction")
				.containsEntry("name", "like"));
	}

}
