package io.github.ablyspring.transport;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * When frames go out, and together with which others.
 */
class WebSocketWriterTests {

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final EmbeddedChannel server = new EmbeddedChannel(new WebSocket13FrameDecoder(true, false, 200_000));

	private final WebSocketWriter writer = new WebSocketWriter(this.channel);

	@AfterEach
	void release() {
		this.channel.finishAndReleaseAll();
		this.server.finishAndReleaseAll();
	}

	@Test
	void framesOfOneTurnGoOutTogether() {
		text("one");
		text("two");
		assertThat(this.channel.<ByteBuf>readOutbound()).isNull();
		this.channel.runPendingTasks();
		assertThat(this.channel.outboundMessages()).hasSize(1);
		assertThat(received()).containsExactly("one", "two");
	}

	@Test
	void whatIsWrittenLaterGoesOutToo() {
		text("one");
		this.channel.runPendingTasks();
		text("two");
		this.channel.runPendingTasks();
		assertThat(received()).containsExactly("one", "two");
	}

	@Test
	void whatAReadMakesUsWriteGoesOutWhenItIsHandled() {
		this.writer.reading();
		text("one");
		text("two");
		this.channel.runPendingTasks();
		assertThat(this.channel.outboundMessages()).isEmpty();
		this.writer.readComplete();
		assertThat(this.channel.outboundMessages()).hasSize(1);
		assertThat(received()).containsExactly("one", "two");
	}

	@Test
	void aGoodDealGoesOutAtOnce() {
		String text = "x".repeat(1000);
		for (int i = 0; i < 100; i++) {
			text(text + i);
		}
		assertThat(this.channel.outboundMessages()).hasSizeBetween(2, 5);
		this.channel.runPendingTasks();
		List<String> received = received();
		assertThat(received).hasSize(100).startsWith(text + "0").endsWith(text + "99");
	}

	@Test
	void aFrameThatCannotBeWrittenLeavesNothingBehind() {
		text("one");
		assertThatIllegalStateException().isThrownBy(() -> this.writer.write(WebSocketFrames.TEXT, (out) -> {
			out.writeByte('x');
			throw new IllegalStateException("expected by the test");
		}));
		text("two");
		this.channel.runPendingTasks();
		assertThat(received()).containsExactly("one", "two");
	}

	@Test
	void closesAfterAllElse() {
		text("one");
		this.writer.close(1000, "done");
		assertThat(received()).containsExactly("one", "1000 done");
		this.channel.runPendingTasks();
		assertThat(this.channel.outboundMessages()).isEmpty();
	}

	@Test
	void forgetsWhatIsDiscarded() {
		text("one");
		this.writer.discard();
		this.channel.runPendingTasks();
		assertThat(this.channel.outboundMessages()).isEmpty();
	}

	@Test
	void marksWhatAFrameIs() {
		this.writer.write(WebSocketFrames.PONG,
				(out) -> out.writeCharSequence("are you there", StandardCharsets.UTF_8));
		this.channel.runPendingTasks();
		this.server.writeInbound((ByteBuf) this.channel.readOutbound());
		PongWebSocketFrame frame = this.server.readInbound();
		assertThat(frame.content().toString(StandardCharsets.UTF_8)).isEqualTo("are you there");
		frame.release();
	}

	private void text(String text) {
		this.writer.write(WebSocketFrames.TEXT, (out) -> out.writeCharSequence(text, StandardCharsets.UTF_8));
	}

	private List<String> received() {
		for (ByteBuf out = this.channel.readOutbound(); out != null; out = this.channel.readOutbound()) {
			this.server.writeInbound(out);
		}
		List<String> received = new ArrayList<>();
		for (WebSocketFrame frame = this.server.readInbound(); frame != null; frame = this.server.readInbound()) {
			received.add((frame instanceof CloseWebSocketFrame close) ? close.statusCode() + " " + close.reasonText()
					: frame.content().toString(StandardCharsets.UTF_8));
			frame.release();
		}
		return received;
	}

}
