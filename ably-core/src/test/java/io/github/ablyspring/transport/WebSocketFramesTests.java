package io.github.ablyspring.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The bytes of WebSocket frames, held against Netty's codec.
 */
class WebSocketFramesTests {

	private final WebSocketFrames frames = new WebSocketFrames(100_000);

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 7, 8, 125, 126, 127, 65_535, 65_536, 99_999 })
	void writesWhatNettyReads(int length) {
		byte[] payload = bytes(length);
		ByteBuf buffer = Unpooled.buffer(16);
		int start = 3;
		buffer.writeZero(start + WebSocketFrames.ROOM).writeBytes(payload);
		EmbeddedChannel server = new EmbeddedChannel(new WebSocket13FrameDecoder(true, false, 200_000));

		WebSocketFrames.frame(WebSocketFrames.BINARY, buffer, start);
		server.writeInbound(buffer.readerIndex(start));

		WebSocketFrame frame = server.readInbound();
		assertThat(frame).isInstanceOf(BinaryWebSocketFrame.class);
		assertThat(frame.isFinalFragment()).isTrue();
		assertThat(frame.content()).isEqualTo(Unpooled.wrappedBuffer(payload));
		frame.release();
		server.finishAndReleaseAll();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 125, 126, 127, 65_535, 65_536, 99_999 })
	void readsWhatNettyWrites(int length) {
		byte[] payload = bytes(length);
		ByteBuf in = byNetty(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(payload)));

		assertThat(this.frames.next(in)).isTrue();

		assertThat(this.frames.opcode()).isEqualTo(WebSocketFrames.BINARY);
		assertThat(this.frames.isLast()).isTrue();
		assertThat(this.frames.length()).isEqualTo(length);
		byte[] read = new byte[length];
		in.readBytes(read);
		assertThat(read).isEqualTo(payload);
		assertThat(this.frames.next(in)).isFalse();
		in.release();
	}

	@ParameterizedTest
	@ValueSource(ints = { 5, 200, 70_000 })
	void waitsForTheWholeFrame(int length) {
		ByteBuf whole = byNetty(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes(length))));
		ByteBuf in = Unpooled.buffer();
		while (whole.readableBytes() > 1) {
			in.writeByte(whole.readByte());
			assertThat(this.frames.next(in)).isFalse();
			assertThat(in.readerIndex()).isZero();
			assertThat(this.frames.needed()).isGreaterThan(in.readableBytes());
		}
		in.writeBytes(whole);

		assertThat(this.frames.next(in)).isTrue();
		assertThat(this.frames.length()).isEqualTo(length);
		whole.release();
		in.release();
	}

	@Test
	void doesNotTakeWhatIsNotValid() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.frames.next(Unpooled.wrappedBuffer(new byte[] { (byte) 0xC2, 0 })))
			.withMessageContaining("not valid");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.frames.next(Unpooled.wrappedBuffer(new byte[] { (byte) 0x82, (byte) 0x80 })))
			.withMessageContaining("not valid");
		assertThatIllegalArgumentException().isThrownBy(
				() -> this.frames.next(Unpooled.wrappedBuffer(new byte[] { (byte) 0x82, 127, 0, 0, 0, 0, 0, 2, 0, 0 })))
			.withMessageContaining("too large");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.frames
				.next(Unpooled.wrappedBuffer(new byte[] { (byte) 0x82, 127, -1, 0, 0, 0, 0, 2, 0, 0 })))
			.withMessageContaining("too large");
	}

	private static ByteBuf byNetty(WebSocketFrame frame) {
		EmbeddedChannel server = new EmbeddedChannel(new WebSocket13FrameEncoder(false));
		server.writeOutbound(frame);
		ByteBuf all = Unpooled.buffer();
		for (ByteBuf piece = server.readOutbound(); piece != null; piece = server.readOutbound()) {
			all.writeBytes(piece);
			piece.release();
		}
		server.finishAndReleaseAll();
		return all;
	}

	private static byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		for (int index = 0; index < length; index++) {
			bytes[index] = (byte) (index * 31);
		}
		return bytes;
	}

}
