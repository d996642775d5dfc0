package io.github.ablyspring.protocol;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ImmutableValue;
import org.msgpack.value.Value;
import tools.jackson.databind.json.JsonMapper;

import io.github.ablyspring.protocol.Samples.Sample;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What others write we read, and what we write others read: Jackson for JSON,
 * msgpack-core for MessagePack.
 */
class OracleTests {

	private final JsonMapper jackson = new JsonMapper();

	@Provide
	Arbitrary<Object> jsonTrees() {
		return new Samples(WireFormat.JSON).node(4);
	}

	@Provide
	Arbitrary<Object> msgpackTrees() {
		return new Samples(WireFormat.MSGPACK).node(4);
	}

	@Provide
	Arbitrary<Sample<?>> json() {
		return new Samples(WireFormat.JSON).any();
	}

	@Provide
	Arbitrary<Sample<?>> msgpack() {
		return new Samples(WireFormat.MSGPACK).any();
	}

	@Property(tries = 300, edgeCases = EdgeCasesMode.NONE, seed = "42")
	void jacksonReadsWhatWeWrite(@ForAll("jsonTrees") Object tree) {
		Object read = this.jackson.readValue(WireCodec.writeTree(WireFormat.JSON, tree), Object.class);

		assertThat(Trees.equal(widened(read), tree)).as("%s", tree).isTrue();
	}

	@Property(tries = 300, edgeCases = EdgeCasesMode.NONE, seed = "42")
	void weReadWhatJacksonWrites(@ForAll("jsonTrees") Object tree, @ForAll boolean pretty) {
		byte[] json = pretty ? this.jackson.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree)
				: this.jackson.writeValueAsBytes(tree);

		assertThat(Trees.equal(WireCodec.readTree(WireFormat.JSON, json), tree)).as("%s", tree).isTrue();
	}

	@Property(tries = 300, edgeCases = EdgeCasesMode.NONE, seed = "42")
	void framesThatJacksonRewroteAreTheSame(@ForAll("json") Sample<?> sample) {
		byte[] ours = sample.write(WireFormat.JSON);
		byte[] rewritten = this.jackson.writerWithDefaultPrettyPrinter().writeValueAsBytes(this.jackson.readTree(ours));

		assertSame(WireFormat.JSON, sample, rewritten);
	}

	@Property(tries = 300, edgeCases = EdgeCasesMode.NONE, seed = "42")
	void msgpackCoreReadsWhatWeWrite(@ForAll("msgpackTrees") Object tree) throws IOException {
		try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(WireCodec.writeTree(WireFormat.MSGPACK, tree))) {
			ImmutableValue read = unpacker.unpackValue();

			assertThat(Trees.equal(fromValue(read), tree)).as("%s", tree).isTrue();
			assertThat(unpacker.hasNext()).isFalse();
		}
	}

	@Property(tries = 300, edgeCases = EdgeCasesMode.NONE, seed = "42")
	void framesThatMsgpackCoreRewroteAreTheSame(@ForAll("msgpack") Sample<?> sample) throws IOException {
		byte[] ours = sample.write(WireFormat.MSGPACK);
		try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(ours);
				MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
			packer.packValue(unpacker.unpackValue());
			byte[] rewritten = packer.toByteArray();

			// both write the shortest form of everything
			assertThat(rewritten).isEqualTo(ours);
			assertSame(WireFormat.MSGPACK, sample, rewritten);
		}
	}

	private static <T> void assertSame(WireFormat format, Sample<T> sample, byte[] bytes) {
		assertThat(sample.type().equal(sample.read(format, bytes), sample.value())).isTrue();
	}

	/** Jackson reads small whole numbers as {@code Integer}. */
	private static @Nullable Object widened(@Nullable Object tree) {
		if (tree instanceof Integer small) {
			return small.longValue();
		}
		if (tree instanceof List<?> list) {
			List<@Nullable Object> widened = new ArrayList<>();
			list.forEach((element) -> widened.add(widened(element)));
			return widened;
		}
		if (tree instanceof Map<?, ?> map) {
			Map<Object, @Nullable Object> widened = new LinkedHashMap<>();
			map.forEach((key, value) -> widened.put(key, widened(value)));
			return widened;
		}
		return tree;
	}

	private static @Nullable Object fromValue(Value value) {
		return switch (value.getValueType()) {
			case NIL -> null;
			case BOOLEAN -> value.asBooleanValue().getBoolean();
			case INTEGER -> value.asIntegerValue().asLong();
			case FLOAT -> value.asFloatValue().toDouble();
			case STRING -> value.asStringValue().asString();
			case BINARY -> value.asBinaryValue().asByteArray();
			case ARRAY -> {
				List<@Nullable Object> list = new ArrayList<>();
				value.asArrayValue().forEach((element) -> list.add(fromValue(element)));
				yield list;
			}
			case MAP -> {
				Map<Object, @Nullable Object> map = new LinkedHashMap<>();
				value.asMapValue()
					.entrySet()
					.forEach(
							(entry) -> map.put(entry.getKey().asStringValue().asString(), fromValue(entry.getValue())));
				yield map;
			}
			case EXTENSION -> throw new IllegalArgumentException("We write no extensions");
		};
	}

}
