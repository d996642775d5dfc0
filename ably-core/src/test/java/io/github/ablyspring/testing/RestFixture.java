package io.github.ablyspring.testing;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.client.ClientResources;
import io.github.ablyspring.client.ClientResourcesBuilder;
import io.github.ablyspring.protocol.AblyException;

/**
 * REST clients for tests: requests go to {@link #http}, time passes on {@link #loop}, and
 * user code runs on the thread of the test.
 */
public final class RestFixture {

	/** A key that looks like one. */
	public static final String KEY = "appId.keyId:keySecret";

	// More than all timeouts and retries of a request together, less than anybody would
	// wait.
	private static final Duration LIMIT = Duration.ofMinutes(1);

	/** The loop of all clients made here. */
	public final VirtualLoop loop = new VirtualLoop();

	/** The transport of all clients made here. */
	public final MockHttp http = new MockHttp(this.loop);

	/**
	 * A client with a key and nothing else.
	 * @return the client
	 */
	public AblyRest client() {
		return client(options());
	}

	/**
	 * A client with the given options.
	 * @param options the options
	 * @return the client
	 */
	public AblyRest client(ClientOptionsBuilder options) {
		return client(options.build());
	}

	/**
	 * A client with the given options.
	 * @param options the options
	 * @return the client
	 */
	public AblyRest client(ClientOptions options) {
		ClientResources resources = resources().build();
		try {
			return AblyRest.create(options, resources);
		}
		finally {
			// Nothing of what they would have to close is in use.
			resources.close();
		}
	}

	/**
	 * Options with a key.
	 * @return the builder
	 */
	public static ClientOptionsBuilder options() {
		return ClientOptions.builder().key(KEY);
	}

	/**
	 * Resources with the transport, the loop and the executor of this fixture.
	 * @return the builder, for adding others
	 */
	public ClientResourcesBuilder resources() {
		return ClientResources.builder()
			.ioThreads(1)
			.httpTransport(this.http)
			.serialLoops(() -> this.loop)
			.executor(Runnable::run);
	}

	/**
	 * Lets time pass, up to a minute, until a future is complete.
	 * @param <T> the type of the result
	 * @param future the future
	 * @return its result
	 */
	public <T> T await(CompletableFuture<T> future) {
		return this.loop.await(future, LIMIT);
	}

	/**
	 * Lets time pass, up to a minute, until a future has failed.
	 * @param future the future
	 * @return the error
	 */
	public AblyException awaitFailure(CompletableFuture<?> future) {
		try {
			Object result = this.loop.await(future, LIMIT);
			throw new AssertionError("Expected a failure, but got " + Objects.toString(result));
		}
		catch (AblyException ex) {
			return ex;
		}
	}

}
