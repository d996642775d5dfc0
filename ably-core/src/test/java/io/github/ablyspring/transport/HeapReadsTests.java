package io.github.ablyspring.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HeapReadsTests {

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final ByteBufAllocator pool = this.channel.alloc();

	@SuppressWarnings("deprecation")
	private final RecvByteBufAllocator.Handle reads = new HeapReads().newHandle();

	@Test
	void smallReadsTakeAnArrayOfTheirOwn() {
		read(300);
		read(300);
		read(300);
		ByteBuf buffer = this.reads.allocate(this.pool);
		assertThat(buffer.hasArray()).isTrue();
		assertThat(buffer.capacity()).isBetween(300, 1024);
		assertThat(buffer.alloc()).isNotSameAs(this.pool);
		assertThat(buffer.release()).isTrue();
	}

	@Test
	void largeReadsTakeAnArrayOfThePool() {
		for (int i = 0; i < 20; i++) {
			read(128 * 1024);
		}
		ByteBuf buffer = this.reads.allocate(this.pool);
		assertThat(buffer.hasArray()).isTrue();
		assertThat(buffer.capacity()).isEqualTo(128 * 1024);
		assertThat(buffer.alloc()).isSameAs(this.pool);
		assertThat(buffer.release()).isTrue();
	}

	@Test
	void smallReadsAfterLargeOnesAreSmallAgain() {
		for (int i = 0; i < 20; i++) {
			read(128 * 1024);
		}
		for (int i = 0; i < 60; i++) {
			read(300);
		}
		ByteBuf buffer = this.reads.allocate(this.pool);
		assertThat(buffer.capacity()).isLessThanOrEqualTo(1024);
		assertThat(buffer.release()).isTrue();
	}

	private void read(int most) {
		this.reads.reset(this.channel.config());
		ByteBuf buffer = this.reads.allocate(this.pool);
		int bytes = Math.min(most, buffer.writableBytes());
		this.reads.attemptedBytesRead(buffer.writableBytes());
		this.reads.lastBytesRead(bytes);
		this.reads.incMessagesRead(1);
		this.reads.readComplete();
		buffer.release();
	}

}
