package io.github.ablyspring.emulator.annotation;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.WireAnnotation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SummaryTests {

	private final Summary summary = new Summary();

	private void add(String type, @Nullable String clientId, @Nullable String name) {
		apply(AnnotationActions.CREATE, type, clientId, name, -1);
	}

	private void remove(String type, @Nullable String clientId, @Nullable String name) {
		apply(AnnotationActions.DELETE, type, clientId, name, -1);
	}

	private void apply(int action, String type, @Nullable String clientId, @Nullable String name, int count) {
		assertThat(this.summary.apply(
				WireAnnotation.builder().action(action).type(type).clientId(clientId).name(name).count(count).build()))
			.isTrue();
	}

	private static Map<String, Object> clients(String... ids) {
		return Map.of("total", (long) ids.length, "clientIds", List.of(ids), "clipped", false);
	}

	@Test
	void aTotalJustCounts() {
		add("vote:total.v1", null, null);
		add("vote:total.v1", "a", null);
		remove("vote:total.v1", "a", null);
		assertThat(this.summary.toTree()).isEqualTo(Map.of("vote:total.v1", Map.of("total", 1L)));
	}

	@Test
	void aFlagCountsEachClientOnce() {
		add("seen:flag.v1", "a", null);
		add("seen:flag.v1", "a", null);
		add("seen:flag.v1", "b", null);
		remove("seen:flag.v1", "a", null);
		assertThat(this.summary.toTree()).isEqualTo(Map.of("seen:flag.v1", clients("b")));
	}

	@Test
	void distinctCountsEachClientOncePerName() {
		add("r:distinct.v1", "a", "up");
		add("r:distinct.v1", "a", "down");
		add("r:distinct.v1", "b", "up");
		remove("r:distinct.v1", "a", "down");
		assertThat(this.summary.toTree()).isEqualTo(Map.of("r:distinct.v1", Map.of("up", clients("a", "b"))));
	}

	@Test
	void uniqueCountsTheLastNameOfEachClient() {
		add("r:unique.v1", "a", "up");
		add("r:unique.v1", "b", "up");
		add("r:unique.v1", "a", "down");
		assertThat(this.summary.toTree())
			.isEqualTo(Map.of("r:unique.v1", Map.of("up", clients("b"), "down", clients("a"))));
	}

	@Test
	void multipleAddsUpHowOften() {
		apply(AnnotationActions.CREATE, "r:multiple.v1", "a", "up", 3);
		add("r:multiple.v1", "a", "up");
		add("r:multiple.v1", "b", "up");
		apply(AnnotationActions.CREATE, "r:multiple.v1", null, "up", 2);
		assertThat(this.summary.toTree())
			.isEqualTo(Map.of("r:multiple.v1", Map.of("up", Map.of("total", 7L, "clientIds", Map.of("a", 4L, "b", 1L),
					"totalUnidentified", 2L, "clipped", false, "totalClientIds", 2L))));
		remove("r:multiple.v1", "a", "up");
		assertThat(this.summary.toTree()).extractingByKey("r:multiple.v1")
			.extracting("up")
			.extracting("total")
			.isEqualTo(3L);
	}

	@Test
	void aTypeThatSaysNotHowDoesNotAddUp() {
		assertThat(this.summary.apply(WireAnnotation.builder().type("com.example.comment").build())).isFalse();
		assertThat(this.summary.toTree()).isEmpty();
	}

}
