package io.github.ablyspring.client;

import java.time.Duration;
import java.util.function.Supplier;

import io.github.ablyspring.transport.SerialLoop;
import org.jspecify.annotations.Nullable;

/**
 * The resources of all clients that bring none of their own. There can be but one such
 * instance in a JVM, or each client would have threads of its own; nobody having used
 * them for a while, they are gone.
 */
final class SharedResources {

	// Clients that come and go one after the other shall not start threads each time.
	static final Duration LINGER = Duration.ofMillis(500);

	private static final SharedResources INSTANCE = new SharedResources(() -> ClientResources.builder().build());

	private final Supplier<ClientResources> source;

	private @Nullable Shared current;

	SharedResources(Supplier<ClientResources> source) {
		this.source = source;
	}

	static Lease lease() {
		return INSTANCE.acquire();
	}

	synchronized Lease acquire() {
		Shared shared = this.current;
		if (shared == null) {
			shared = new Shared(this.source.get());
			this.current = shared;
		}
		shared.users++;
		return new Lease(shared.resources, shared::release);
	}

	private final class Shared {

		private final ClientResources resources;

		private final SerialLoop loop;

		private int users;

		private long unusedSince;

		// One timer, however many clients come and go.
		private boolean watched;

		Shared(ClientResources resources) {
			this.resources = resources;
			this.loop = resources.newLoop();
		}

		void release() {
			synchronized (SharedResources.this) {
				if (--this.users == 0) {
					this.unusedSince = this.loop.nanoTime();
					if (!this.watched) {
						this.watched = true;
						this.loop.schedule(LINGER, this::look);
					}
				}
			}
		}

		private void look() {
			synchronized (SharedResources.this) {
				this.watched = this.users == 0;
				if (this.watched) {
					Duration left = LINGER.minusNanos(this.loop.nanoTime() - this.unusedSince);
					if (left.compareTo(Duration.ZERO) > 0) {
						this.loop.schedule(left, this::look);
						return;
					}
					SharedResources.this.current = null;
					this.resources.close();
				}
			}
		}

	}

	/**
	 * Resources, as long as somebody needs them.
	 *
	 * @param resources the resources
	 * @param release to be called once when they are no longer needed
	 */
	record Lease(ClientResources resources, Runnable release) {

		static Lease of(ClientResources resources) {
			return new Lease(resources, () -> {
				// whoever made them closes them
			});
		}

	}

}
