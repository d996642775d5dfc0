package io.github.ablyspring.transport;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WebSocketPiecesTests {

	private final WebSocketPieces pieces = new WebSocketPieces(6);

	@Test
	void joinsWhatBelongsTogether() {
		ByteBuf in = bytes("abcdef");
		this.pieces.begin(in, 3, true);
		assertThat(this.pieces.add(in, 2)).isTrue();
		assertThat(this.pieces.add(in, 1)).isTrue();

		ByteBuf whole = this.pieces.take();

		assertThat(whole).isEqualTo(bytes("abcdef"));
		assertThat(this.pieces.isText()).isTrue();
		assertThat(in.isReadable()).isFalse();
		whole.release();
	}

	@Test
	void refusesAPieceOfNothing() {
		assertThat(this.pieces.add(bytes("a"), 1)).isFalse();

		this.pieces.begin(bytes("a"), 1, false);
		this.pieces.take().release();
		assertThat(this.pieces.add(bytes("b"), 1)).isFalse();
	}

	@Test
	void refusesAMessageThatGrowsTooLong() {
		ByteBuf in = bytes("abcdefg");
		this.pieces.begin(in, 3, false);

		assertThat(this.pieces.add(in, 4)).isFalse();
		assertThat(this.pieces.add(in, 3)).isTrue();
		this.pieces.release();
	}

	@Test
	void forgetsAMessageThatIsNotWholeWhenAnotherBegins() {
		this.pieces.begin(bytes("ab"), 2, true);
		this.pieces.begin(bytes("c"), 1, false);

		ByteBuf whole = this.pieces.take();

		assertThat(whole).isEqualTo(bytes("c"));
		assertThat(this.pieces.isText()).isFalse();
		whole.release();
	}

	private static ByteBuf bytes(String text) {
		return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
	}

}
