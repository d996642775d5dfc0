package io.github.ablyspring.boot.token;

import java.security.Principal;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConfiguredTokenAuthorizerTests {

	private final ConfiguredTokenAuthorizer authorizer = new ConfiguredTokenAuthorizer(
			Map.of("user:{clientId}:*", List.of("subscribe", "publish"), "news", List.of("subscribe")), Map.of());

	@Test
	void putsTheNameIn() {
		AblyTokenGrant grant = this.authorizer.authorize(of("ann"));
		assertThat(grant).isNotNull();
		assertThat(grant.clientId()).isEqualTo("ann");
		assertThat(grant.ttl()).isNull();
		assertThat(grant.capability().resources()).containsOnlyKeys("user:ann:*", "news");
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "a*", "a:b", "[meta]a", "{a}", "" })
	void namesThatLeadElsewhereGetNothing(String name) {
		assertThat(this.authorizer.authorize(of(name))).isNull();
	}

	@Test
	void namesAreNotRestrictedWhereTheyStandForNothing() {
		ConfiguredTokenAuthorizer same = new ConfiguredTokenAuthorizer(Map.of("news", List.of("subscribe")), Map.of());
		assertThat(same.authorize(of("a:b"))).isNotNull();
		assertThat(same.authorize(of("*"))).isNull();
	}

	@Test
	void whoIsAnonymousGetsWhatIsTheirs() {
		assertThat(this.authorizer.authorize(of(null))).isNull();
		AblyTokenGrant grant = new ConfiguredTokenAuthorizer(Map.of(), Map.of("news", List.of("subscribe")))
			.authorize(of(null));
		assertThat(grant).isNotNull();
		assertThat(grant.clientId()).isNull();
		assertThat(grant.capability().toJson()).isEqualTo("{\"news\":[\"subscribe\"]}");
	}

	@Test
	void whoIsAnonymousHasNoName() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ConfiguredTokenAuthorizer(Map.of(), Map.of("user:{clientId}", List.of("subscribe"))));
	}

	private static AblyTokenDemand of(String name) {
		Principal principal = (name != null) ? () -> name : null;
		return new AblyTokenDemand(principal, null, Map.of());
	}

}
