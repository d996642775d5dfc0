package io.github.ablyspring.transport;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.testing.VirtualLoop;
import io.github.ablyspring.transport.TransportException.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TimedHttpTransportTests {

	private static final HttpResponse OK = new HttpResponse(200, HttpHeaders.empty(), new byte[0]);

	private final VirtualLoop loop = new VirtualLoop();

	private final List<CompletableFuture<HttpResponse>> underWay = new ArrayList<>();

	private final HttpTransport transport = new TimedHttpTransport((request) -> {
		CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
		this.underWay.add(answer);
		return answer;
	}, this.loop);

	@Test
	void whatTakesTooLongFailsAndIsCancelled() {
		CompletableFuture<HttpResponse> answer = execute(100);
		this.loop.advance(99);
		assertThat(answer).isNotDone();
		this.loop.advance(1);
		assertThatExceptionOfType(TransportException.class).isThrownBy(() -> this.loop.await(answer))
			.withMessage("host gave no answer within 100 ms (timeout)")
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(Kind.REQUEST_TIMEOUT));
		assertThat(this.underWay.get(0)).isCancelled();
	}

	@Test
	void whatTakesTooLongIsCancelledBeforeAnybodyHearsOfIt() {
		CompletableFuture<Boolean> cancelled = execute(100)
			.handle((response, failure) -> this.underWay.get(0).isCancelled());
		this.loop.advance(100);
		assertThat(cancelled).isCompletedWithValue(true);
	}

	@Test
	void whatIsInTimeLeavesNoTimer() {
		CompletableFuture<HttpResponse> answer = execute(100);
		this.underWay.get(0).complete(OK);
		assertThat(this.loop.await(answer)).isSameAs(OK);
		assertThat(this.loop.pendingTimers()).isZero();
	}

	@Test
	void aFailureIsPassedOnAsItIs() {
		CompletableFuture<HttpResponse> answer = execute(100);
		TransportException failure = new TransportException(Kind.CLOSED, "gone");
		this.underWay.get(0).completeExceptionally(failure);
		assertThatExceptionOfType(TransportException.class).isThrownBy(() -> this.loop.await(answer)).isSameAs(failure);
		assertThat(this.loop.pendingTimers()).isZero();
	}

	@Test
	void eachHasATimeOfItsOwn() {
		CompletableFuture<HttpResponse> slow = execute(300);
		CompletableFuture<HttpResponse> fast = execute(100);
		this.loop.advance(50);
		CompletableFuture<HttpResponse> later = execute(100);
		this.loop.advance(50);
		assertThat(List.of(slow, fast, later)).extracting(CompletableFuture::isDone)
			.containsExactly(false, true, false);
		this.loop.advance(50);
		assertThat(later).isDone();
		this.loop.advance(149);
		assertThat(slow).isNotDone();
		this.loop.advance(1);
		assertThat(slow).isDone();
	}

	@Test
	void whoeverCancelsEndsWhatIsUnderWay() {
		execute(100).cancel(false);
		assertThat(this.underWay.get(0)).isCancelled();
		assertThat(this.loop.pendingTimers()).isZero();
	}

	@Test
	void aTransportThatThrowsLeavesNoTimer() {
		HttpTransport broken = new TimedHttpTransport((request) -> {
			throw new IllegalArgumentException("no host");
		}, this.loop);
		assertThatIllegalArgumentException().isThrownBy(() -> broken.execute(request(100)));
		assertThat(this.loop.pendingTimers()).isZero();
	}

	private CompletableFuture<HttpResponse> execute(long millis) {
		return this.transport.execute(request(millis));
	}

	private static HttpRequest request(long millis) {
		return new HttpRequest("GET", URI.create("http://host/"), Map.of(), null, Duration.ofMillis(millis),
				Duration.ofMillis(millis));
	}

}
