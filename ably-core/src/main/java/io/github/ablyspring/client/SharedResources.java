package io.github.ablyspring.client;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The resources of all clients that bring none of their own. There can be but one such
 * instance in a JVM, or each client would have threads of its own; nobody using them,
 * they are gone.
 */
final class SharedResources {

	private static final SharedResources INSTANCE = new SharedResources();

	// Clients that come and go one after the other shall not start threads each time.
	private static final long LINGER_MILLIS = 500;

	private @Nullable ClientResources current;

	private int users;

	private SharedResources() {
	}

	static Lease lease() {
		return INSTANCE.acquire();
	}

	private synchronized Lease acquire() {
		ClientResources resources = this.current;
		if (resources == null) {
			resources = ClientResources.builder().build();
			this.current = resources;
		}
		this.users++;
		return new Lease(resources, this::release);
	}

	private synchronized void release() {
		this.users--;
		ClientResources resources = this.current;
		if (this.users == 0 && resources != null) {
			resources.eventLoops().schedule(() -> closeUnlessUsed(resources), LINGER_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private synchronized void closeUnlessUsed(ClientResources resources) {
		if (this.users == 0 && this.current == resources) {
			this.current = null;
			resources.close();
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
