package io.github.ablyspring.auth;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is in a signed token request.
 */
class TokenRequestParamsTests {

	private final RestFixture fixture = new RestFixture();

	@Test
	@Uts("rest/unit/RSA5/ttl-null-when-unspecified-0")
	void theUsualTtlIsLeftToTheService() {
		TokenRequest request = create(TokenParams.none(), null);
		assertThat(request.ttl()).isNull();
		assertThat(request.toMap()).doesNotContainKey("ttl");
	}

	@Test
	@Uts("rest/unit/RSA5b/explicit-ttl-preserved-0")
	void aTtlIsKept() {
		assertThat(create(TokenParams.none(), TokenParams.builder().ttl(Duration.ofHours(2)).build()).ttl())
			.isEqualTo(Duration.ofMillis(7200000));
	}

	@Test
	@Uts("rest/unit/RSA5c/ttl-from-default-params-0")
	void theTtlOfTheOptionsIsUsed() {
		assertThat(create(TokenParams.builder().ttl(Duration.ofMinutes(30)).build(), null).ttl())
			.isEqualTo(Duration.ofMillis(1800000));
	}

	@Test
	@Uts("rest/unit/RSA5d/explicit-ttl-overrides-default-0")
	void aTtlOutranksThatOfTheOptions() {
		assertThat(create(TokenParams.builder().ttl(Duration.ofMinutes(30)).build(),
				TokenParams.builder().ttl(Duration.ofMinutes(10)).build())
			.ttl()).isEqualTo(Duration.ofMillis(600000));
	}

	@Test
	@Uts("rest/unit/RSA6/capability-null-when-unspecified-0")
	void theUsualCapabilityIsLeftToTheService() {
		TokenRequest request = create(TokenParams.none(), null);
		assertThat(request.capability()).isNull();
		assertThat(request.toMap()).doesNotContainKey("capability");
	}

	@Test
	@Uts("rest/unit/RSA6b/explicit-capability-preserved-0")
	void aCapabilityIsKept() {
		String capability = "{\"channel-a\":[\"publish\",\"subscribe\"]}";
		assertThat(create(TokenParams.none(), TokenParams.builder().capability(capability).build()).capability())
			.isEqualTo(capability);
	}

	@Test
	@Uts("rest/unit/RSA6c/capability-from-default-params-0")
	void theCapabilityOfTheOptionsIsUsed() {
		assertThat(create(TokenParams.builder().capability("{\"*\":[\"subscribe\"]}").build(), null).capability())
			.isEqualTo("{\"*\":[\"subscribe\"]}");
	}

	@Test
	@Uts("rest/unit/RSA6d/explicit-capability-overrides-default-0")
	void aCapabilityOutranksThatOfTheOptions() {
		assertThat(create(TokenParams.builder().capability("{\"*\":[\"subscribe\"]}").build(),
				TokenParams.builder().capability("{\"channel-x\":[\"publish\"]}").build())
			.capability()).isEqualTo("{\"channel-x\":[\"publish\"]}");
	}

	@Test
	void theRequestIsSignedWithTheSecretOfTheKey() throws Exception {
		TokenRequest request = create(TokenParams.none(),
				TokenParams.builder()
					.ttl(Duration.ofHours(1))
					.capability("{\"*\":[\"*\"]}")
					.clientId("me")
					.timestamp(Instant.ofEpochMilli(1234567890000L))
					.nonce("0123456789abcdef")
					.build());
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec("keySecret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
		String text = "appId.keyId\n3600000\n{\"*\":[\"*\"]}\nme\n1234567890000\n0123456789abcdef\n";
		assertThat(request.mac())
			.isEqualTo(Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8))));
		assertThat(request.keyName()).isEqualTo("appId.keyId");
	}

	@Test
	void timeAndNonceAreAddedAndTheNonceIsNeverTheSame() {
		TokenRequest one = create(TokenParams.none(), null);
		TokenRequest other = create(TokenParams.none(), null);
		assertThat(one.timestamp()).isEqualTo(this.fixture.loop.now());
		assertThat(one.nonce()).hasSizeGreaterThanOrEqualTo(16).isNotEqualTo(other.nonce());
	}

	@Test
	void itCanBeSignedWithAnotherKey() {
		TokenRequest request = this.fixture.await(this.fixture.client()
			.auth()
			.createTokenRequest(null, AuthOptions.builder().key("other.key:secret").build()));
		assertThat(request.keyName()).isEqualTo("other.key");
	}

	@Test
	void withoutAKeyThereIsNoRequest() {
		assertThat(this.fixture.awaitFailure(this.fixture.client().auth().createTokenRequest(null, AuthOptions.none())))
			.hasMessageContaining("'key'");
	}

	private TokenRequest create(TokenParams defaults, TokenParams params) {
		AblyRest ably = this.fixture.client(RestFixture.options().defaultTokenParams(defaults));
		return this.fixture.await(ably.auth().createTokenRequest(params, null));
	}

}
