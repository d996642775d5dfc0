package io.github.ablyspring.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WebSocketReadsTests {

	private final WebSocketFrames frames = new WebSocketFrames(100_000);

	private final WebSocketReads reads = new WebSocketReads(this.frames);

	@AfterEach
	void releaseReads() {
		this.reads.release();
	}

	@Test
	void aFrameThatCameWholeIsNotCopied() {
		ByteBuf in = frame(3).writeBytes(frame(4));

		assertThat(next(in)).isSameAs(in);
		assertThat(next(in)).isSameAs(in);
		assertThat(this.reads.next(in)).isNull();
		this.reads.keep(in);

		assertThat(this.reads.isEmpty()).isTrue();
	}

	@Test
	void aFrameThatCameInPartsIsCompletedAndNoMoreIsCopied() {
		ByteBuf whole = frame(200).writeBytes(frame(5));
		while (whole.readableBytes() > 4 + 5) {
			ByteBuf part = whole.readBytes(1);
			assertThat(this.reads.next(part)).isNull();
			this.reads.keep(part);
			part.release();
		}

		ByteBuf completed = next(whole);

		assertThat(completed).isNotNull().isNotSameAs(whole);
		assertThat(this.frames.length()).isEqualTo(200);
		assertThat(next(whole)).isSameAs(whole);
		assertThat(this.frames.length()).isEqualTo(5);
	}

	@Test
	void roomIsMadeForAllOfAFrameButNotForAnyLengthThatIsClaimed() {
		WebSocketFrames large = new WebSocketFrames(Integer.MAX_VALUE - 10);
		assertThat(kept(new WebSocketReads(large), 70_000).capacity()).isEqualTo(70_010);
		assertThat(kept(new WebSocketReads(large), 1_000_000_000).capacity()).isEqualTo(256 * 1024);
	}

	@Test
	void whatIsNotWantedNowComesBeforeWhatComesLater() {
		ByteBuf first = frame(1).writeBytes(frame(2));
		next(first);
		this.reads.keep(first);
		ByteBuf second = frame(3);
		this.reads.keep(second);

		next(Unpooled.EMPTY_BUFFER);
		assertThat(this.frames.length()).isEqualTo(2);
		next(Unpooled.EMPTY_BUFFER);
		assertThat(this.frames.length()).isEqualTo(3);
		assertThat(this.reads.next(Unpooled.EMPTY_BUFFER)).isNull();
		assertThat(this.reads.isEmpty()).isTrue();
	}

	@Test
	void whatIsNoFrameYetComesTogether() {
		ByteBuf head = Unpooled.copiedBuffer(new byte[] { 1, 2 });
		assertThat(this.reads.all(head)).isSameAs(head);
		this.reads.keep(head);

		ByteBuf all = this.reads.all(Unpooled.copiedBuffer(new byte[] { 3 }));

		assertThat(all).isEqualTo(Unpooled.wrappedBuffer(new byte[] { 1, 2, 3 }));
	}

	@Test
	void nothingThatIsKeptIsLeaked() {
		ByteBuf in = frame(10).writeByte(0x82);
		this.reads.keep(in);
		ByteBuf rest = this.reads.all(Unpooled.EMPTY_BUFFER);
		assertThat(rest.refCnt()).isOne();

		next(Unpooled.EMPTY_BUFFER);
		this.reads.release();

		assertThat(rest.refCnt()).isZero();
		assertThat(this.reads.isEmpty()).isTrue();
	}

	private ByteBuf next(ByteBuf in) {
		ByteBuf found = this.reads.next(in);
		assertThat(found).isNotNull();
		return found.skipBytes(this.frames.length());
	}

	private static ByteBuf kept(WebSocketReads reads, long length) {
		ByteBuf in = Unpooled.buffer().writeByte(0x82).writeByte(127).writeLong(length);
		assertThat(reads.next(in)).isNull();
		reads.keep(in);
		return reads.all(Unpooled.EMPTY_BUFFER);
	}

	private static ByteBuf frame(int length) {
		ByteBuf frame = Unpooled.buffer().writeByte(0x82);
		if (length < 126) {
			frame.writeByte(length);
		}
		else {
			frame.writeByte(126).writeShort(length);
		}
		return frame.writeZero(length);
	}

}
