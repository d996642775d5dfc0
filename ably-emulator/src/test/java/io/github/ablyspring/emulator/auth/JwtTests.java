package io.github.ablyspring.emulator.auth;

import java.util.Map;

import io.github.ablyspring.emulator.apps.ApiKey;
import io.github.ablyspring.emulator.apps.App;
import io.github.ablyspring.emulator.apps.Apps;
import io.github.ablyspring.emulator.support.Tokens;
import io.github.ablyspring.protocol.AblyException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JwtTests {

	private static final String KEY = "appOne.key:secret";

	private final Apps apps = apps();

	private static Apps apps() {
		Apps apps = new Apps(1);
		App app = new App("appOne", "account", 10);
		app.add(new ApiKey("appOne.key", "secret", Grants.parse("{\"a:*\":[\"*\"]}"), false));
		apps.add(app);
		return apps;
	}

	@Test
	void saysWhatItStandsFor() {
		TokenGrant grant = Jwt.verify(Tokens.jwt(KEY, Map.of("iat", 100, "exp", 200.5, "x-ably-clientId", "bob",
				"x-ably-capability", "{\"a:b\":[\"publish\"],\"c\":[\"*\"]}", "x-ably-revocation-key", "r")),
				this.apps);
		assertThat(grant.clientId()).isEqualTo("bob");
		assertThat(grant.grants()).hasToString("{\"a:b\":[\"publish\"]}");
		assertThat(grant.issued()).isEqualTo(100_000);
		assertThat(grant.expires()).isEqualTo(200_500);
		assertThat(grant.revocationKey()).isEqualTo("r");
	}

	@Test
	void withoutACapabilityItHasThatOfTheKey() {
		assertThat(Jwt.verify(Tokens.jwt(KEY, Map.of("iat", 1, "exp", 2)), this.apps).grants())
			.hasToString("{\"a:*\":[\"*\"]}");
	}

	@Test
	void isRefusedWhenItIsNotSignedWithTheKey() {
		String token = Tokens.jwt("appOne.key:other", Map.of("iat", 1, "exp", 2));
		assertRefused(token, 40144);
		assertRefused(Tokens.jwt("appOne.none:secret", Map.of("iat", 1, "exp", 2)), 40400);
		assertRefused(Tokens.jwt(KEY, Map.of("iat", 1)), 40144);
		assertRefused(Tokens.jwt(KEY, Map.of("exp", 1)), 40144);
		assertRefused(Tokens.jwt(KEY, Map.of("iat", 1, "exp", 2, "x-ably-capability", "{\"c\":[\"*\"]}")), 40160);
		assertRefused(Tokens.jwt(KEY, Map.of("iat", 1, "exp", 2, "x-ably-clientId", "")), 40012);
	}

	@Test
	void anUnsignedTokenIsNone() {
		// {"alg":"none","kid":"appOne.key"} . {"iat":1,"exp":9999999999} .
		assertRefused("eyJhbGciOiJub25lIiwia2lkIjoiYXBwT25lLmtleSJ9.eyJpYXQiOjEsImV4cCI6OTk5OTk5OTk5OX0.", 40144);
	}

	private void assertRefused(String token, int code) {
		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> Jwt.verify(token, this.apps))
			.extracting(AblyException::code)
			.isEqualTo(code);
	}

	@Property(tries = 300, seed = "42")
	void whateverItIsItIsRefusedProperly(@ForAll String header, @ForAll String claims, @ForAll String signature) {
		assertThatExceptionOfType(AblyException.class)
			.isThrownBy(() -> Jwt.verify(header + "." + claims + "." + signature, this.apps));
	}

}
