package io.github.ablyspring.client;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.testing.MockHttp;
import io.github.ablyspring.testing.PendingRequest;
import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Where requests go, by the options.
 */
@SuppressWarnings("deprecation")
class EndpointTests {

	private static final List<Long> TIME = List.of(1234567890000L);

	private final RestFixture fixture = new RestFixture();

	private final MockHttp http = this.fixture.http;

	@Test
	@Uts("rest/unit/REC1a/default-primary-domain-0")
	void byDefaultTheMainRoutingPolicyIsUsed() {
		assertThat(primaryWith((options) -> options)).isEqualTo("main.realtime.ably.net");
	}

	@Test
	@Uts("rest/unit/REC1b2/explicit-hostname-with-period-0")
	void anEndpointWithAPeriodIsAHost() {
		assertThat(primaryWith((options) -> options.endpoint("custom.ably.example.com")))
			.isEqualTo("custom.ably.example.com");
	}

	@Test
	@Uts("rest/unit/REC1b2/endpoint-localhost-1")
	void localhostIsAHost() {
		assertThat(primaryWith((options) -> options.endpoint("localhost"))).isEqualTo("localhost");
	}

	@Test
	@Uts("rest/unit/REC1b2/endpoint-ipv6-address-2")
	void anAddressOfSixteenBytesIsAHost() {
		assertThat(primaryWith((options) -> options.endpoint("::1"))).isEqualTo("[::1]");
	}

	@Test
	@Uts("rest/unit/REC1b3/nonprod-routing-policy-0")
	void aRoutingPolicyCanBeOneOutsideProduction() {
		assertThat(primaryWith((options) -> options.endpoint("nonprod:staging")))
			.isEqualTo("staging.realtime.ably-nonprod.net");
	}

	@Test
	@Uts("rest/unit/REC1b4/production-routing-policy-0")
	void anythingElseIsARoutingPolicy() {
		assertThat(primaryWith((options) -> options.endpoint("test"))).isEqualTo("test.realtime.ably.net");
	}

	@Test
	@Uts("rest/unit/REC1b1/endpoint-conflicts-environment-0")
	void endpointAndEnvironmentConflict() {
		conflict((options) -> options.endpoint("test").environment("production"), "endpoint", "environment");
	}

	@Test
	@Uts("rest/unit/REC1b1/endpoint-conflicts-resthost-1")
	void endpointAndRestHostConflict() {
		conflict((options) -> options.endpoint("test").restHost("custom.host.com"), "endpoint", "restHost");
	}

	@Test
	@Uts("rest/unit/REC1b1/endpoint-conflicts-realtimehost-2")
	void endpointAndRealtimeHostConflict() {
		conflict((options) -> options.endpoint("test").realtimeHost("custom.realtime.com"), "endpoint", "realtimeHost");
	}

	@Test
	@Uts("rest/unit/REC1b1/endpoint-conflicts-fallback-default-3")
	void endpointAndFallbackHostsUseDefaultConflict() {
		conflict((options) -> options.endpoint("test").fallbackHostsUseDefault(true), "endpoint",
				"fallbackHostsUseDefault");
	}

	@Test
	@Uts("rest/unit/REC1c2/environment-sets-primary-domain-0")
	void theOldEnvironmentIsARoutingPolicy() {
		assertThat(primaryWith((options) -> options.environment("sandbox"))).isEqualTo("sandbox.realtime.ably.net");
	}

	@Test
	@Uts("rest/unit/REC1c1/environment-conflicts-resthost-0")
	void environmentAndRestHostConflict() {
		conflict((options) -> options.environment("sandbox").restHost("custom.host.com"), "environment", "restHost");
	}

	@Test
	@Uts("rest/unit/REC1c1/environment-conflicts-realtimehost-1")
	void environmentAndRealtimeHostConflict() {
		conflict((options) -> options.environment("sandbox").realtimeHost("custom.realtime.com"), "environment",
				"realtimeHost");
	}

	@Test
	@Uts("rest/unit/REC1d1/resthost-sets-primary-domain-0")
	void theOldRestHostIsAHost() {
		assertThat(primaryWith((options) -> options.restHost("custom.rest.example.com")))
			.isEqualTo("custom.rest.example.com");
	}

	@Test
	@Uts("rest/unit/REC1d2/realtimehost-sets-primary-domain-0")
	void theOldRealtimeHostIsAHost() {
		assertThat(primaryWith((options) -> options.realtimeHost("custom.realtime.example.com")))
			.isEqualTo("custom.realtime.example.com");
	}

	@Test
	@Uts("rest/unit/REC1d/resthost-precedence-over-realtimehost-0")
	void theOldRestHostOutranksTheOldRealtimeHost() {
		assertThat(primaryWith((options) -> options.restHost("rest.example.com").realtimeHost("realtime.example.com")))
			.isEqualTo("rest.example.com");
	}

	@Test
	@Uts("rest/unit/REC2c1/default-fallback-domains-0")
	void byDefaultTheFallbackHostsAreThoseOfTheMainPolicy() {
		List<String> hosts = hostsWith((options) -> options);
		assertThat(hosts).hasSize(2);
		assertThat(hosts.get(0)).isEqualTo("main.realtime.ably.net");
		assertThat(fallbacks("main", "ably-realtime.com")).contains(hosts.get(1));
	}

	@Test
	@Uts("rest/unit/REC2a2/custom-fallback-hosts-0")
	void fallbackHostsCanBeSet() {
		List<String> fallbacks = List.of("fb1.example.com", "fb2.example.com", "fb3.example.com");
		List<String> hosts = hostsWith((options) -> options.fallbackHosts(fallbacks));
		assertThat(hosts).hasSize(2);
		assertThat(hosts.get(0)).isEqualTo("main.realtime.ably.net");
		assertThat(fallbacks).contains(hosts.get(1));
	}

	@Test
	@Uts("rest/unit/REC2a1/fallback-hosts-conflicts-use-default-0")
	void fallbackHostsAndFallbackHostsUseDefaultConflict() {
		conflict((options) -> options.fallbackHosts(List.of("fb1.example.com")).fallbackHostsUseDefault(true),
				"fallbackHosts", "fallbackHostsUseDefault");
	}

	@Test
	@Uts("rest/unit/REC2b/fallback-hosts-use-default-0")
	void theUsualFallbackHostsCanBeUsedForAnUnusualHost() {
		List<String> hosts = hostsWith((options) -> options.restHost("custom.host.com").fallbackHostsUseDefault(true));
		assertThat(hosts).hasSize(2);
		assertThat(hosts.get(0)).isEqualTo("custom.host.com");
		assertThat(fallbacks("main", "ably-realtime.com")).contains(hosts.get(1));
	}

	@Test
	@Uts("rest/unit/REC2c2/explicit-hostname-no-fallbacks-0")
	void aHostHasNoFallbackHosts() {
		assertThat(onlyHostWith((options) -> options.endpoint("custom.ably.example.com")))
			.isEqualTo("custom.ably.example.com");
	}

	@Test
	@Uts("rest/unit/REC2c3/nonprod-fallback-domains-0")
	void aPolicyOutsideProductionHasFallbackHostsOfItsOwn() {
		List<String> hosts = hostsWith((options) -> options.endpoint("nonprod:staging"));
		assertThat(hosts).hasSize(2);
		assertThat(hosts.get(0)).isEqualTo("staging.realtime.ably-nonprod.net");
		assertThat(fallbacks("staging", "ably-realtime-nonprod.com")).contains(hosts.get(1));
	}

	@Test
	@Uts("rest/unit/REC2c4/production-endpoint-fallback-domains-0")
	void aPolicyHasFallbackHostsOfItsOwn() {
		List<String> hosts = hostsWith((options) -> options.endpoint("test"));
		assertThat(hosts).hasSize(2);
		assertThat(hosts.get(0)).isEqualTo("test.realtime.ably.net");
		assertThat(fallbacks("test", "ably-realtime.com")).contains(hosts.get(1));
	}

	@Test
	@Uts("rest/unit/REC2c5/production-environment-fallback-domains-0")
	void theOldEnvironmentHasFallbackHostsOfItsOwn() {
		List<String> hosts = hostsWith((options) -> options.environment("sandbox"));
		assertThat(hosts).hasSize(2);
		assertThat(hosts.get(0)).isEqualTo("sandbox.realtime.ably.net");
		assertThat(fallbacks("sandbox", "ably-realtime.com")).contains(hosts.get(1));
	}

	@Test
	@Uts("rest/unit/REC2c6/custom-resthost-no-fallbacks-0")
	void theOldRestHostHasNoFallbackHosts() {
		assertThat(onlyHostWith((options) -> options.restHost("custom.rest.example.com")))
			.isEqualTo("custom.rest.example.com");
	}

	@Test
	@Uts("rest/unit/REC2c6/custom-realtimehost-no-fallbacks-1")
	void theOldRealtimeHostHasNoFallbackHosts() {
		assertThat(onlyHostWith((options) -> options.realtimeHost("custom.realtime.example.com")))
			.isEqualTo("custom.realtime.example.com");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://ably.example.com", "ably.example.com/path", "host:8080", "", "nonprod:", "-a" })
	void whatIsNeitherHostNorPolicyIsRefused(String endpoint) {
		assertThatExceptionOfType(AblyException.class)
			.isThrownBy(() -> RestFixture.options().endpoint(endpoint).build())
			.withMessageContaining("Option 'endpoint' must be");
	}

	@Test
	void unusualPortsAreInTheAddress() {
		this.http.always(200, TIME);
		this.fixture.await(this.fixture.client(RestFixture.options().endpoint("localhost").tlsPort(8443)).time());
		assertThat(this.http.request(0).url()).hasToString("https://localhost:8443/time");
	}

	private static List<String> fallbacks(String policy, String domain) {
		return Stream.of("a", "b", "c", "d", "e")
			.map((letter) -> policy + "." + letter + ".fallback." + domain)
			.toList();
	}

	private String primaryWith(UnaryOperator<ClientOptionsBuilder> setting) {
		this.http.always(200, TIME);
		this.fixture.await(this.fixture.client(setting.apply(RestFixture.options())).time());
		return this.http.request(0).host();
	}

	private List<String> hostsWith(UnaryOperator<ClientOptionsBuilder> setting) {
		this.http.queue(500, Map.of("error", Map.of("code", 50000))).queue(200, TIME);
		this.fixture.await(this.fixture.client(setting.apply(RestFixture.options())).time());
		return this.http.requests().stream().map(PendingRequest::host).toList();
	}

	private String onlyHostWith(UnaryOperator<ClientOptionsBuilder> setting) {
		this.http.queue(500, Map.of("error", Map.of("code", 50000)));
		this.fixture.awaitFailure(this.fixture.client(setting.apply(RestFixture.options())).time());
		assertThat(this.http.requests()).hasSize(1);
		return this.http.request(0).host();
	}

	private static void conflict(UnaryOperator<ClientOptionsBuilder> setting, String one, String other) {
		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> setting.apply(RestFixture.options()).build())
			.withMessageContainingAll("'" + one + "'", "'" + other + "'", "conflict")
			.satisfies((error) -> assertThat(error.code()).isEqualTo(40000));
	}

}
