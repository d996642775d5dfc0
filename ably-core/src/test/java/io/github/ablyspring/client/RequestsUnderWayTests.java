package io.github.ablyspring.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.ablyspring.transport.HttpHeaders;
import io.github.ablyspring.transport.HttpRequest;
import io.github.ablyspring.transport.HttpResponse;
import io.github.ablyspring.transport.HttpTransport;
import io.github.ablyspring.transport.TransportException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What requests need stays until the last of them has ended.
 */
class RequestsUnderWayTests {

	private static final HttpRequest REQUEST = new HttpRequest("GET", URI.create("http://localhost/time"), Map.of(),
			null, Duration.ofSeconds(1), Duration.ofSeconds(1));

	private final AtomicInteger ended = new AtomicInteger();

	private final RequestsUnderWay requests = new RequestsUnderWay(this.ended::incrementAndGet);

	private final Queue<CompletableFuture<HttpResponse>> pending = new ArrayDeque<>();

	private final HttpTransport transport = this.requests.counting((request) -> {
		CompletableFuture<HttpResponse> response = new CompletableFuture<>();
		this.pending.add(response);
		return response;
	});

	@Test
	void withoutRequestsTheEndComesAtOnceAndOnce() {
		this.requests.close();
		this.requests.close();

		assertThat(this.ended).hasValue(1);
	}

	@Test
	void theEndWaitsForTheLastRequestHoweverItEnds() {
		CompletableFuture<HttpResponse> answered = this.transport.execute(REQUEST);
		CompletableFuture<HttpResponse> failed = this.transport.execute(REQUEST);
		CompletableFuture<HttpResponse> cancelled = this.transport.execute(REQUEST);
		this.requests.close();

		this.pending.remove().complete(new HttpResponse(200, HttpHeaders.empty(), new byte[0]));
		this.pending.remove().completeExceptionally(new IllegalStateException("reset"));
		assertThat(this.ended).hasValue(0);
		cancelled.cancel(true);

		assertThat(this.ended).hasValue(1);
		assertThat(answered).isCompleted();
		assertThat(failed).isCompletedExceptionally();
	}

	@Test
	void nothingBeginsAfterwards() {
		this.requests.close();

		assertThat(this.transport.execute(REQUEST)).isCompletedExceptionally()
			.failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withCauseInstanceOf(TransportException.class);
		assertThat(this.pending).isEmpty();
		assertThat(this.ended).hasValue(1);
	}

	@Test
	void whatCannotEvenBeSentHoldsNothing() {
		HttpTransport broken = this.requests.counting((request) -> {
			throw new IllegalStateException("no transport");
		});

		assertThatIllegalStateException().isThrownBy(() -> broken.execute(REQUEST));
		this.requests.close();

		assertThat(this.ended).hasValue(1);
	}

}
