package io.github.ablyspring.integration.leak;

import java.util.UUID;

import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A watch that finds nothing is worth something only if it can find something.
 */
class LeakWatchTests {

	@Test
	void findsABufferThatNobodyReleased() {
		LeakWatch watch = LeakWatch.start();
		leak();
		assertThat(watch.stop()).isNotEmpty();
	}

	@Test
	void findsNothingWhereAllWasReleased() {
		LeakWatch watch = LeakWatch.start();
		ByteBufAllocator.DEFAULT.directBuffer(16).release();
		assertThat(watch.stop()).isEmpty();
	}

	private static void leak() {
		// Netty tells of two leaks that look the same once only
		ByteBufAllocator.DEFAULT.directBuffer(16).writeInt(42).touch(UUID.randomUUID());
	}

}
