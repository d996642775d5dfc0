package io.github.ablyspring.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.ablyspring.transport.SerialLoop;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of the loop of a client that is closed and used once more.
 */
class LeasedResourcesTests {

	@AutoClose
	private final ClientResources resources = ClientResources.builder().ioThreads(4).build();

	private final LeasedResources leased = new LeasedResources(ClientOptions.builder().key("a.b:c").build(),
			() -> SharedResources.Lease.of(this.resources));

	@Test
	void aClientThatIsUsedAgainStaysOnItsLoop() {
		AtomicBoolean needed = new AtomicBoolean();
		this.leased.neededWhile(needed::get);
		SerialLoop before = this.leased.loop().current();
		this.leased.giveBack();
		needed.set(true);
		assertThat(this.leased.loop().current()).isSameAs(before);
	}

	@Test
	void whatWasAskedForBeforeAndWhatIsAskedForAfterwardsDoNotRunSideBySide() throws Exception {
		AtomicBoolean needed = new AtomicBoolean();
		this.leased.neededWhile(needed::get);
		SerialLoop loop = this.leased.loop();
		CompletableFuture<Thread> late = new CompletableFuture<>();
		CompletableFuture<Thread> next = new CompletableFuture<>();
		loop.execute(() -> {
			// closed, and connected again, while more waits on the loop already
			loop.execute(() -> late.complete(Thread.currentThread()));
			this.leased.giveBack();
			needed.set(true);
			loop.execute(() -> next.complete(Thread.currentThread()));
		});
		assertThat(next.get(30, TimeUnit.SECONDS)).isSameAs(late.get(30, TimeUnit.SECONDS));
	}

}
