package io.github.ablyspring.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for what hangs on messages: extras, annotation summaries, sizes and filters.
 */
class MessageTypesTests {

	@Test
	void extrasHaveTypedViews() {
		MessageExtras extras = MessageExtras.builder()
			.header("a", "1")
			.headers(Map.of("b", "2"))
			.ref("serial", "com.example.reply")
			.push(Map.of("notification", Map.of("title", "Hi")))
			.set("own", List.of(1, 2.5f, true))
			.build();

		assertThat(extras.headers()).isEqualTo(Map.of("a", "1", "b", "2"));
		assertThat(extras.ref()).isEqualTo(new MessageExtras.Reference("serial", "com.example.reply"));
		assertThat(extras.push()).isEqualTo(Map.of("notification", Map.of("title", "Hi")));
		assertThat(extras.get("own")).isEqualTo(List.of(1L, 2.5, true));
		assertThat(extras.delta()).isNull();
		assertThat(MessageExtras.of(Map.of("delta", Map.of("from", "id", "format", "vcdiff"))).delta())
			.isEqualTo(new MessageExtras.Delta("id", "vcdiff"));
		assertThat(extras.toBuilder().build()).isEqualTo(extras).hasSameHashCodeAs(extras);
	}

	@Test
	void extrasOfAnotherShapeDoNoHarm() {
		MessageExtras extras = MessageExtras.of(Map.of("headers", "x", "ref", 1, "delta", List.of(), "push", true));

		assertThat(extras.headers()).isEmpty();
		assertThat(extras.ref()).isNull();
		assertThat(extras.delta()).isNull();
		assertThat(extras.push()).isNull();
	}

	@Test
	void extrasAreACopy() {
		Map<String, @Nullable Object> inner = new HashMap<>(Map.of("k", "v"));
		List<@Nullable Object> list = new ArrayList<>();
		list.add(null);
		MessageExtras extras = MessageExtras.of(Map.of("inner", inner, "list", list));
		inner.put("k", "changed");
		list.clear();

		assertThat(extras.get("inner")).isEqualTo(Map.of("k", "v"));
		assertThat(extras.get("list")).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
			.containsOnlyNulls()
			.hasSize(1);
	}

	@Test
	void extrasTakeOnlyJson() {
		assertThatIllegalArgumentException().isThrownBy(() -> MessageExtras.of(Map.of("a", new Object())))
			.withMessageContaining("java.lang.Object");
		assertThatIllegalArgumentException().isThrownBy(() -> MessageExtras.of(Map.of("a", Map.of(1, 2))))
			.withMessageContaining("java.lang.Integer");
		List<@Nullable Object> endless = new ArrayList<>();
		endless.add(endless);
		assertThatIllegalArgumentException().isThrownBy(() -> MessageExtras.of(Map.of("a", endless)))
			.withMessageContaining("nested");
	}

	@Test
	void summariesAreTyped() {
		Map<String, Object> byName = Map.of("like", Map.of("total", 2, "clientIds", List.of("a", "b"), "clipped", true),
				"odd", 1);
		MessageAnnotations annotations = Message
			.fromEncoded(Map.of("annotations",
					Map.of("summary", Map.of("seen:total.v1", Map.of("total", 7), "pin:flag.v1",
							Map.of("total", 1, "clientIds", List.of("a")), "vote:distinct.v1", byName, "vote:unique.v1",
							byName, "clap:multiple.v1",
							Map.of("clap",
									Map.of("total", 9, "clientIds", Map.of("a", 5, "b", 1), "totalUnidentified", 3,
											"totalClientIds", 2)),
							"new:kind.v9", Map.of("whatever", List.of(1))))))
			.annotations();

		SummaryClientIdList like = new SummaryClientIdList(2, List.of("a", "b"), true);
		assertThat(annotations.total("seen:total.v1")).isEqualTo(new SummaryTotal(7));
		assertThat(annotations.flag("pin:flag.v1")).isEqualTo(new SummaryClientIdList(1, List.of("a"), false));
		assertThat(annotations.distinct("vote:distinct.v1")).isEqualTo(Map.of("like", like));
		assertThat(annotations.unique("vote:unique.v1")).isEqualTo(Map.of("like", like));
		assertThat(annotations.multiple("clap:multiple.v1"))
			.isEqualTo(Map.of("clap", new SummaryClientIdCounts(9, Map.of("a", 5L, "b", 1L), false, 3, 2)));
		assertThat(annotations.summary().get("new:kind.v9")).isEqualTo(Map.of("whatever", List.of(1L)));
		assertThat(annotations.total("none")).isEqualTo(new SummaryTotal(0));
		assertThat(annotations.distinct("none")).isEmpty();
	}

	@Test
	void sizeCountsBytes() {
		assertThat(Message.builder().build().size()).isZero();
		assertThat(Message.of("né", "aé€🎈", "c").size()).isEqualTo(3 + 10 + 1);
		assertThat(Message.of("n", new byte[5]).size()).isEqualTo(6);
		assertThat(Message.of(null, Map.of("k", "é")).size()).isEqualTo("{\"k\":\"é\"}".length() + 1);
		assertThat(Message.builder().extras(Map.of("a", 1)).build().size()).isEqualTo("{\"a\":1}".length());
	}

	@Test
	void sizeOfEncodedMessagesIsThatOfTheBinary() {
		for (int length = 0; length < 10; length++) {
			Message message = Message.of("n", new byte[length]);
			for (io.github.ablyspring.protocol.WireFormat format : io.github.ablyspring.protocol.WireFormat.values()) {
				assertThat(MessageSize
					.of(new MessageEncoder(format, null, PayloadMapper.defaultMapper()).encode(List.of(message))))
					.isEqualTo(1 + length);
			}
		}
	}

	@Test
	void filterWantsEveryCriterion() {
		Message reply = Message.builder()
			.name("comment")
			.clientId("alice")
			.extras(MessageExtras.builder().ref("serial", "com.example.reply").build())
			.build();
		Message plain = Message.of("comment", null, "bob");

		assertThat(MessageFilter.builder().build()).accepts(reply, plain);
		assertThat(MessageFilter.builder().name("comment").build()).accepts(reply, plain);
		assertThat(MessageFilter.builder().name("other").build()).rejects(reply, plain);
		assertThat(MessageFilter.builder().clientId("alice").build()).accepts(reply).rejects(plain);
		assertThat(MessageFilter.builder().isRef(true).build()).accepts(reply).rejects(plain);
		assertThat(MessageFilter.builder().isRef(false).build()).accepts(plain).rejects(reply);
		assertThat(MessageFilter.builder().refTimeserial("serial").build()).accepts(reply).rejects(plain);
		assertThat(MessageFilter.builder().refType("com.example.reply").name("comment").build()).accepts(reply)
			.rejects(plain);
		assertThat(MessageFilter.builder().refType("com.example.other").name("comment").build()).rejects(reply, plain);
	}

}
