package io.github.ablyspring.protocol;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import io.github.ablyspring.protocol.Samples.Sample;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was written is read as it was.
 */
class RoundTripTests {

	private final WireDecoder decoder = new WireDecoder();

	private final WireEncoder encoder = new WireEncoder();

	@Provide
	Arbitrary<Sample<?>> json() {
		return new Samples(WireFormat.JSON).any();
	}

	@Provide
	Arbitrary<Sample<?>> msgpack() {
		return new Samples(WireFormat.MSGPACK).any();
	}

	@Provide
	Arbitrary<Object> jsonTrees() {
		return new Samples(WireFormat.JSON).node(4);
	}

	@Provide
	Arbitrary<Object> msgpackTrees() {
		return new Samples(WireFormat.MSGPACK).node(4);
	}

	@Property(tries = 600, edgeCases = EdgeCasesMode.NONE, seed = "42")
	void inJson(@ForAll("json") Sample<?> sample) {
		assertComesBack(WireFormat.JSON, sample);
	}

	@Property(tries = 600, edgeCases = EdgeCasesMode.NONE, seed = "42")
	void inMsgpack(@ForAll("msgpack") Sample<?> sample) {
		assertComesBack(WireFormat.MSGPACK, sample);
	}

	@Property(tries = 400, edgeCases = EdgeCasesMode.NONE, seed = "42")
	void treesInJson(@ForAll("jsonTrees") Object tree) {
		assertTreeComesBack(WireFormat.JSON, tree);
	}

	@Property(tries = 400, edgeCases = EdgeCasesMode.NONE, seed = "42")
	void treesInMsgpack(@ForAll("msgpackTrees") Object tree) {
		assertTreeComesBack(WireFormat.MSGPACK, tree);
	}

	private <T> void assertComesBack(WireFormat format, Sample<T> sample) {
		byte[] bytes = sample.write(format);
		assertThat(WireFormat.detect(Unpooled.wrappedBuffer(bytes))).isEqualTo(format);
		T read = sample.read(format, bytes);
		assertThat(sample.type().equal(read, sample.value())).as("%s", read).isTrue();
		assertThat(sample.type().hash(read)).isEqualTo(sample.type().hash(sample.value()));
		// some types are written by hand where that is possible; it must make no
		// difference
		assertThat(WireCodec.write(format, sample.type().withoutShortcut(), sample.value())).isEqualTo(bytes);
		ByteBuf buffer = Unpooled.directBuffer();
		try {
			this.encoder.writeList(format, sample.type(), List.of(sample.value(), sample.value()), buffer);
			List<T> list = this.decoder.readList(format, sample.type(), buffer);
			assertThat(list).hasSize(2)
				.allSatisfy((element) -> assertThat(sample.type().equal(element, sample.value())).isTrue());
			assertThat(buffer.isReadable()).isFalse();
		}
		finally {
			buffer.release();
		}
	}

	private void assertTreeComesBack(WireFormat format, Object tree) {
		Object read = WireCodec.readTree(format, WireCodec.writeTree(format, tree));
		assertThat(read).usingRecursiveComparison().isEqualTo(tree);
	}

}
