package io.github.ablyspring.integration.leak;

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
		ByteBufAllocator.DEFAULT.directBuffer(16).writeInt(42);
	}

}
