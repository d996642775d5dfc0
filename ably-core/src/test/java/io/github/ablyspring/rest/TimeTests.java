package io.github.ablyspring.rest;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.testing.MockHttp;
import io.github.ablyspring.testing.PendingRequest;
import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asking the service for its time.
 */
class TimeTests {

	private static final long NEW_YEAR = 1704067200000L;

	private final RestFixture fixture = new RestFixture();

	private final MockHttp http = this.fixture.http;

	@Test
	@Uts("rest/unit/RSC16/returns-server-time-0")
	void theTimeOfTheServiceIsAnInstant() {
		this.http.always(200, List.of(NEW_YEAR));
		Instant time = this.fixture.await(this.fixture.client().time());
		assertThat(time).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
		PendingRequest request = onlyRequest();
		assertThat(request.method()).isEqualTo("GET");
		assertThat(request.path()).isEqualTo("/time");
	}

	@Test
	@Uts("rest/unit/RSC16/request-format-get-time-1")
	void theRequestHasTheHeadersOfTheLibrary() {
		this.http.always(200, List.of(NEW_YEAR));
		this.fixture.await(this.fixture.client().time());
		PendingRequest request = onlyRequest();
		assertThat(request.method()).isEqualTo("GET");
		assertThat(request.path()).isEqualTo("/time");
		assertThat(request.headers()).containsKeys("X-Ably-Version", "Ably-Agent");
	}

	@Test
	@Uts("rest/unit/RSC16/no-auth-required-2")
	void theRequestCarriesNoCredentials() {
		this.http.always(200, List.of(NEW_YEAR));
		assertThat(this.fixture.await(this.fixture.client().time())).isNotNull();
		assertThat(onlyRequest().headers()).doesNotContainKey("Authorization");
	}

	@Test
	@Uts("rest/unit/RSC16/works-without-tls-3")
	void theTimeCanBeAskedWithoutTls() {
		this.http.always(200, List.of(NEW_YEAR));
		AblyRest ably = this.fixture.client(RestFixture.options().tls(false).useTokenAuth(true));
		assertThat(this.fixture.await(ably.time())).isNotNull();
		assertThat(onlyRequest().url()).hasScheme("http");
		assertThat(onlyRequest().headers()).doesNotContainKey("Authorization");
	}

	@Test
	@Uts("rest/unit/RSC16/error-propagated-4")
	void anErrorOfTheServiceReachesTheCaller() {
		this.http.always(500,
				Map.of("error", Map.of("message", "Internal server error", "code", 50000, "statusCode", 500)));
		AblyException error = this.fixture.awaitFailure(this.fixture.client().time());
		assertThat(error.statusCode()).isEqualTo(500);
		assertThat(error.code()).isEqualTo(50000);
	}

	private PendingRequest onlyRequest() {
		assertThat(this.http.requests()).hasSize(1);
		return this.http.request(0);
	}

}
