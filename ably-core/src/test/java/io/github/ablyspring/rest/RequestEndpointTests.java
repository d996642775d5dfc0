package io.github.ablyspring.rest;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.testing.MockHttp;
import io.github.ablyspring.testing.PendingRequest;
import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests go to the primary domain first.
 */
class RequestEndpointTests {

	private static final String PRIMARY = "main.realtime.ably.net";

	private static final List<Long> TIME = List.of(1234567890000L);

	private final RestFixture fixture = new RestFixture();

	private final MockHttp http = this.fixture.http;

	@Test
	@Uts("rest/unit/RSC25/default-primary-domain-0")
	void byDefaultTheyGoToTheUsualDomain() {
		this.http.always(200, TIME);
		this.fixture.await(this.fixture.client().time());
		assertThat(hosts()).containsExactly(PRIMARY);
	}

	@Test
	@Uts("rest/unit/RSC25/custom-endpoint-domain-1")
	void withAnEndpointTheyGoThere() {
		this.http.always(200, TIME);
		this.fixture.await(this.fixture.client(RestFixture.options().endpoint("test")).time());
		assertThat(hosts()).containsExactly("test.realtime.ably.net");
	}

	@Test
	@Uts("rest/unit/RSC25/multiple-requests-primary-domain-2")
	void aHostThatAnswersIsAskedAgain() {
		this.http.always(200, TIME);
		AblyRest ably = this.fixture.client();
		this.fixture.await(ably.time());
		this.fixture.await(ably.time());
		this.fixture.await(ably.time());
		assertThat(hosts()).containsExactly(PRIMARY, PRIMARY, PRIMARY);
	}

	@Test
	@Uts("rest/unit/RSC25/primary-tried-before-fallback-3")
	void thePrimaryIsAskedBeforeAFallback() {
		this.http.queue(500, Map.of("error", Map.of("code", 50000))).queue(200, TIME);
		this.fixture.await(this.fixture.client().time());
		assertThat(hosts()).hasSize(2);
		assertThat(hosts().get(0)).isEqualTo(PRIMARY);
		assertThat(hosts().get(1)).isNotEqualTo(PRIMARY);
	}

	@Test
	@Uts("rest/unit/RSC25/request-path-preserved-4")
	void thePathIsThatOfTheOperation() {
		this.http.always(200, List.of());
		this.fixture.await(this.fixture.client().channels().get("test-channel").history());
		assertThat(hosts()).containsExactly(PRIMARY);
		assertThat(this.http.request(0).path()).isEqualTo("/channels/test-channel/messages");
		assertThat(this.http.request(0).method()).isEqualTo("GET");
	}

	private List<String> hosts() {
		return this.http.requests().stream().map(PendingRequest::host).toList();
	}

}
