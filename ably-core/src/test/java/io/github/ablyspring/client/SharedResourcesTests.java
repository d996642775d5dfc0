package io.github.ablyspring.client;

import java.time.Duration;

import io.github.ablyspring.testing.VirtualLoop;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long the resources live that clients without resources of their own share.
 */
class SharedResourcesTests {

	private final VirtualLoop loop = new VirtualLoop();

	private final SharedResources shared = new SharedResources(
			() -> ClientResources.builder().serialLoops(() -> this.loop).build());

	@Test
	void goWhenNobodyHasUsedThemForAWhile() {
		SharedResources.Lease lease = this.shared.acquire();
		this.loop.advance(Duration.ofMinutes(1));
		assertThat(isClosed(lease)).isFalse();
		lease.release().run();
		this.loop.advance(Duration.ofMillis(499));
		assertThat(isClosed(lease)).isFalse();
		this.loop.advance(Duration.ofMillis(1));
		assertThat(isClosed(lease)).isTrue();
		SharedResources.Lease next = this.shared.acquire();
		assertThat(next.resources()).isNotSameAs(lease.resources());
		assertThat(isClosed(next)).isFalse();
		next.release().run();
		this.loop.advance(SharedResources.LINGER);
	}

	@Test
	void stayWhileClientsComeAndGo() {
		SharedResources.Lease first = this.shared.acquire();
		first.release().run();
		for (int i = 0; i < 20; i++) {
			this.loop.advance(Duration.ofMillis(100));
			SharedResources.Lease lease = this.shared.acquire();
			assertThat(lease.resources()).isSameAs(first.resources());
			lease.release().run();
			assertThat(this.loop.pendingTimers()).isOne();
		}
		this.loop.advance(Duration.ofMillis(499));
		assertThat(isClosed(first)).isFalse();
		this.loop.advance(Duration.ofMillis(1));
		assertThat(isClosed(first)).isTrue();
		assertThat(this.loop.pendingTimers()).isZero();
	}

	@Test
	void stayAsLongAsOneClientHasThem() {
		SharedResources.Lease stays = this.shared.acquire();
		this.shared.acquire().release().run();
		this.loop.advance(Duration.ofMinutes(1));
		assertThat(isClosed(stays)).isFalse();
		assertThat(this.loop.pendingTimers()).isZero();
		stays.release().run();
		this.loop.advance(SharedResources.LINGER);
		assertThat(isClosed(stays)).isTrue();
	}

	private static boolean isClosed(SharedResources.Lease lease) {
		return lease.resources().eventLoops().isShuttingDown();
	}

}
