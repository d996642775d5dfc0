package io.github.ablyspring.message;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.uts.Uts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Annotation}.
 */
class AnnotationTests {

	@Test
	@Uts("rest/unit/TAN2/annotation-attributes-and-action-0")
	void readsEveryField() {
		Map<String, @Nullable Object> tree = new HashMap<>(Map.of("id", "ann-id-1", "action", 0, "clientId", "user-1",
				"name", "like", "count", 5, "data", "thumbs-up", "timestamp", 1_700_000_000_000L, "serial",
				"ann-serial-1", "messageSerial", "msg-serial-1"));
		tree.put("type", "com.example.reaction");
		tree.put("extras", Map.of("custom", "metadata"));
		tree.put("encoding", null);

		Annotation annotation = Annotation.fromEncoded(tree);

		assertThat(annotation.id()).isEqualTo("ann-id-1");
		assertThat(annotation.action()).isEqualTo(AnnotationAction.ANNOTATION_CREATE);
		assertThat(annotation.clientId()).isEqualTo("user-1");
		assertThat(annotation.name()).isEqualTo("like");
		assertThat(annotation.count()).isEqualTo(5);
		assertThat(annotation.data()).isEqualTo("thumbs-up");
		assertThat(annotation.timestamp()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_000L));
		assertThat(annotation.serial()).isEqualTo("ann-serial-1");
		assertThat(annotation.messageSerial()).isEqualTo("msg-serial-1");
		assertThat(annotation.type()).isEqualTo("com.example.reaction");
		assertThat(annotation.extras()).isNotNull();
		assertThat(annotation.extras().get("custom")).isEqualTo("metadata");

		assertThat(AnnotationAction.ANNOTATION_CREATE.code()).isZero();
		assertThat(AnnotationAction.ANNOTATION_DELETE.code()).isEqualTo(1);
		assertThat(AnnotationAction.of(0)).isEqualTo(AnnotationAction.ANNOTATION_CREATE);
		assertThat(AnnotationAction.of(1)).isEqualTo(AnnotationAction.ANNOTATION_DELETE);
		assertThat(AnnotationAction.of(2)).isEqualTo(AnnotationAction.UNKNOWN);
	}

	@Test
	void writesOnlyWhatIsSet() {
		Annotation annotation = Annotation.of("reaction:distinct.v1", "like")
			.toBuilder()
			.action(AnnotationAction.ANNOTATION_DELETE)
			.messageSerial("m")
			.build();

		assertThat(WireTrees.of(annotation))
			.isEqualTo(Map.of("type", "reaction:distinct.v1", "name", "like", "action", 1L, "messageSerial", "m"));
	}

	@Test
	void isNeverEncrypted() {
		MessageEncoder encoder = new MessageEncoder(WireFormat.JSON, CipherParams.of(Crypto.generateRandomKey()),
				PayloadMapper.defaultMapper());

		assertThat(encoder.encode(Annotation.builder().data("plain").build()).data()).isEqualTo("plain");
	}

	@Test
	void readsMany() {
		List<Annotation> annotations = Annotation.fromEncodedArray(
				"[{\"action\":\"annotation.delete\",\"data\":\"[1]\",\"encoding\":\"json\"},{\"action\":0}]", null);

		assertThat(annotations).extracting(Annotation::action)
			.containsExactly(AnnotationAction.ANNOTATION_DELETE, AnnotationAction.ANNOTATION_CREATE);
		assertThat(annotations.get(0).data()).isEqualTo(List.of(1L));
	}

}
