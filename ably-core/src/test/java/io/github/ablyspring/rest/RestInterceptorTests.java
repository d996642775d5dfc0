package io.github.ablyspring.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.ablyspring.auth.AuthToken;
import io.github.ablyspring.auth.TokenString;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.PublishObserver;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.transport.HttpResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what goes around requests, and around the transport.
 */
class RestInterceptorTests {

	private final RestFixture fixture = new RestFixture();

	private final List<String> log = new ArrayList<>();

	@Test
	void goesAroundTheWholeRequestWithAllItsHosts() {
		this.fixture.http.queue(503, null).queue(200, List.of(1_700_000_000_000L));
		AblyRest rest = rest((options) -> options.restInterceptors(List.of(logging("outer"), logging("inner"))));
		this.fixture.await(rest.time());
		assertThat(this.log).containsExactly("outer GET /time", "inner GET /time", "inner 200", "outer 200");
		assertThat(this.fixture.http.requests()).hasSize(2);
	}

	@Test
	void mayFailARequestWithoutSendingIt() {
		AblyRest rest = rest((options) -> options.restInterceptors(List
			.of((request, next) -> CompletableFuture.failedFuture(AblyException.of(80_999, 503, "held back")))));
		assertThat(this.fixture.awaitFailure(rest.time()).code()).isEqualTo(80_999);
		assertThat(this.fixture.http.requests()).isEmpty();
	}

	@Test
	void oneThatThrowsFailsTheRequest() {
		AblyRest rest = rest((options) -> options.restInterceptors(List.of((request, next) -> {
			throw new IllegalStateException("expected by the test");
		})));
		assertThat(this.fixture.awaitFailure(rest.time())).hasMessageContaining("expected by the test");
	}

	@Test
	void oneThatReturnsNothingFailsTheRequest() {
		AblyRest rest = rest((options) -> options.restInterceptors(List.of((request, next) -> null)));
		assertThat(this.fixture.awaitFailure(rest.time())).hasMessageContaining("returned null");
	}

	@Test
	void oneThatFailsOnceThereIsATokenFailsTheRequest() {
		List<RestInterceptor> failing = List.of((request, next) -> null, (request, next) -> {
			throw new AssertionError("expected by the test");
		});
		for (RestInterceptor interceptor : failing) {
			AblyRest rest = this.fixture.client(ClientOptions.builder()
				.authCallback((params) -> CompletableFuture.completedFuture(AuthToken.of("token")))
				.restInterceptors(List.of(interceptor)));
			assertThat(this.fixture.awaitFailure(rest.stats()).code()).isEqualTo(50_000);
		}
	}

	@Test
	void whatIsGivenUpIsCancelledOnTheWireAndTriedNoFurther() {
		AtomicReference<CompletableFuture<RestResponse>> sent = new AtomicReference<>();
		AtomicReference<CompletableFuture<HttpResponse>> underway = new AtomicReference<>();
		AblyRest rest = rest((options) -> options.restInterceptors(List.of((request, next) -> {
			sent.set(next.get());
			return sent.get();
		})).httpTransportDecorators(List.of((transport) -> (request) -> {
			underway.set(transport.execute(request));
			return underway.get();
		})));
		CompletableFuture<?> time = rest.time();
		this.fixture.http.awaitRequest();
		sent.get().cancel(false);
		assertThat(underway.get()).isCancelled();
		assertThat(this.fixture.awaitFailure(time)).isNotNull();
		assertThat(this.fixture.http.requests()).hasSize(1);
	}

	@Test
	void whatItsUserCancelsIsCancelledOnTheWire() {
		AtomicReference<CompletableFuture<HttpResponse>> underway = new AtomicReference<>();
		AblyRest rest = rest((options) -> options.httpTransportDecorators(List.of((transport) -> (request) -> {
			underway.set(transport.execute(request));
			return underway.get();
		})));
		List<Supplier<CompletableFuture<?>>> calls = List.of(rest::time, rest::stats, () -> rest.request("GET", "/any"),
				() -> rest.channels().get("orders").publish("name", "data"),
				() -> rest.channels().get("orders").history(),
				() -> rest.batchPublish(BatchPublishSpec.of("orders", Message.of("name", "data"))),
				() -> rest.batchPublish(List.of(BatchPublishSpec.of("orders", Message.of("name", "data")))),
				() -> rest.push()
					.admin()
					.publish(Map.of("clientId", "a"), Map.of("notification", Map.of("title", "b"))));
		for (Supplier<CompletableFuture<?>> call : calls) {
			CompletableFuture<?> future = call.get();
			this.fixture.http.awaitRequest();
			assertThat(underway.get()).isNotDone();
			future.cancel(false);
			assertThat(underway.get()).isCancelled();
		}
		assertThat(this.fixture.http.requests()).hasSize(calls.size());
	}

	@Test
	void whatItsUserCancelsBeforeThereIsATokenIsNotSent() {
		CompletableFuture<AuthToken> token = new CompletableFuture<>();
		AblyRest rest = rest((options) -> options.key(null)
			.authCallback((params) -> token)
			.restInterceptors(List.of(logging("any"))));
		CompletableFuture<?> history = rest.channels().get("orders").history();
		history.cancel(false);
		token.complete(new TokenString("app.token"));
		this.fixture.http.queue(200, List.of());
		this.fixture.await(rest.channels().get("others").history());
		assertThat(this.log).containsExactly("any GET /channels/others/messages", "any 200");
	}

	@Test
	void requestsForTokensDoNotComeThere() {
		this.fixture.http.queue(200, Map.of("token", "app.token", "expires", Long.MAX_VALUE)).queue(200, List.of());
		AblyRest rest = rest((options) -> options.useTokenAuth(true).restInterceptors(List.of(logging("any"))));
		this.fixture.await(rest.channels().get("orders").history());
		assertThat(this.fixture.http.requests()).hasSize(2);
		assertThat(this.log).containsExactly("any GET /channels/orders/messages", "any 200");
	}

	@Test
	void decoratorsGoAroundSingleAttempts() {
		this.fixture.http.queue(503, null).queue(200, List.of(1_700_000_000_000L));
		AblyRest rest = rest((options) -> options.httpTransportDecorators(List.of((transport) -> (request) -> {
			this.log.add(request.method() + " " + request.uri().getPath());
			return transport.execute(request);
		})));
		this.fixture.await(rest.time());
		assertThat(this.log).containsExactly("GET /time", "GET /time");
	}

	@Test
	void publishesAreWatchedOverRestToo() {
		this.fixture.http.queue(201, Map.of("serials", List.of("s")));
		AblyRest rest = rest((options) -> options.publishObservers(List.of((route, channel, messages) -> {
			this.log.add(route + " " + channel);
			return new PublishObserver.Watch() {

				@Override
				public List<Message> messages() {
					return messages;
				}

				@Override
				public void ended(Throwable failure) {
					RestInterceptorTests.this.log.add("ended " + failure);
				}

			};
		})));
		this.fixture.await(rest.channels().get("orders").publish("name", "data"));
		assertThat(this.log).containsExactly("REST orders", "ended null");
	}

	@Test
	void whatElseIsPublishedIsWatchedOverRestToo() {
		this.fixture.http.always(201, Map.of("serials", List.of("s"), "versionSerial", "v"));
		AblyRest rest = rest((options) -> options.publishObservers(List.of(new PublishObserver() {

			@Override
			public Watch publishing(Route route, String channel, List<Message> messages) {
				throw new IllegalStateException("not expected by the test");
			}

			@Override
			public Completion sending(Route route, Kind kind, String channel, int count) {
				RestInterceptorTests.this.log.add(route + " " + kind + " " + channel + " " + count);
				return (failure) -> RestInterceptorTests.this.log
					.add("ended " + ((failure instanceof AblyException error) ? error.code() : null));
			}

		})));
		RestChannel channel = rest.channels().get("orders");
		this.fixture.await(channel.publishAll(List.of(Message.of("a", "1"), Message.of("b", "2"), Message.of("c", 3))));
		this.fixture.await(channel.annotations().publish("serial", Annotation.of("reaction", "like")));
		this.fixture.await(channel.appendMessage(Message.builder().serial("serial").data("more").build()));
		assertThat(this.log).containsExactly("REST MESSAGE orders 2", "ended null", "REST MESSAGE orders 1",
				"ended 40013", "REST ANNOTATION orders 1", "ended null", "REST CHANGE orders 1", "ended null");
	}

	private AblyRest rest(UnaryOperator<ClientOptionsBuilder> customizer) {
		return this.fixture.client(customizer.apply(RestFixture.options()));
	}

	private RestInterceptor logging(String name) {
		return (request, next) -> {
			this.log.add(name + " " + request.method() + " " + request.path());
			CompletableFuture<RestResponse> answer = next.get();
			return answer.whenComplete((response, failure) -> this.log.add(name + " " + response.status()));
		};
	}

}
