package io.github.ablyspring.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tokens, their parameters and requests for them, as values.
 */
class TokenTypesTests {

	private static final Instant EXPIRES = Instant.ofEpochMilli(1234567890000L);

	private static final Instant ISSUED = Instant.ofEpochMilli(1234567800000L);

	@Test
	@Uts("rest/unit/TD1/token-details-attributes-0")
	void detailsHaveAllAttributes() {
		TokenDetails.Builder token = TokenDetails.builder("test-token").expires(EXPIRES);
		assertThat(token.build().token()).isEqualTo("test-token");
		assertThat(token.build().expires()).isEqualTo(EXPIRES);
		assertThat(token.issued(ISSUED).build().issued()).isEqualTo(ISSUED);
		assertThat(token.capability("{\"*\":[\"*\"]}").build().capability()).isEqualTo("{\"*\":[\"*\"]}");
		assertThat(token.clientId("my-client").build().clientId()).isEqualTo("my-client");
	}

	@Test
	@Uts("rest/unit/TD/token-details-from-json-0")
	void detailsComeFromJson() {
		TokenDetails details = TokenDetails.fromJson("""
				{"token":"deserialized-token","expires":1234567890000,"issued":1234567800000,
				"capability":"{\\"channel-1\\":[\\"publish\\"]}","clientId":"json-client","keyName":"appId.keyId"}""");
		assertThat(details).isEqualTo(new TokenDetails("deserialized-token", "appId.keyId", ISSUED, EXPIRES,
				"{\"channel-1\":[\"publish\"]}", "json-client"));
		assertThat(TokenDetails.fromJson(details.toJson())).isEqualTo(details);
	}

	@Test
	@Uts("rest/unit/TK1/token-params-attributes-0")
	void paramsHaveAllAttributes() {
		assertThat(TokenParams.builder().ttl(Duration.ofMillis(3600000)).build().ttl()).isEqualTo(Duration.ofHours(1));
		assertThat(TokenParams.none().ttl()).isNull();
		assertThat(TokenParams.builder().capability("{\"*\":[\"subscribe\"]}").build().capability())
			.isEqualTo("{\"*\":[\"subscribe\"]}");
		assertThat(TokenParams.none().capability()).isNull();
		assertThat(TokenParams.builder().clientId("param-client").build().clientId()).isEqualTo("param-client");
		assertThat(TokenParams.builder().timestamp(EXPIRES).build().timestamp()).isEqualTo(EXPIRES);
		assertThat(TokenParams.builder().nonce("unique-nonce-value").build().nonce()).isEqualTo("unique-nonce-value");
		TokenParams all = TokenParams.builder()
			.ttl(Duration.ofHours(2))
			.capability("{\"*\":[\"*\"]}")
			.clientId("full-client")
			.timestamp(EXPIRES)
			.nonce("full-nonce")
			.build();
		assertThat(all).isEqualTo(
				new TokenParams(Duration.ofMillis(7200000), "{\"*\":[\"*\"]}", "full-client", EXPIRES, "full-nonce"));
		assertThat(all.toBuilder().build()).isEqualTo(all);
	}

	@Test
	@Uts("rest/unit/TK/token-params-to-query-string-0")
	void paramsBecomeAQuery() {
		TokenParams params = TokenParams.builder()
			.ttl(Duration.ofHours(1))
			.clientId("query-client")
			.capability("{\"ch\":[\"pub\"]}")
			.build();
		assertThat(params.toQueryParams())
			.isEqualTo(Map.of("ttl", "3600000", "clientId", "query-client", "capability", "{\"ch\":[\"pub\"]}"));
	}

	@Test
	@Uts("rest/unit/TE1/token-request-attributes-0")
	void requestsHaveAllAttributes() {
		TokenRequest bare = TokenRequest.builder("appId.keyId").timestamp(EXPIRES).nonce("unique-nonce").build();
		assertThat(bare.keyName()).isEqualTo("appId.keyId");
		assertThat(bare.timestamp()).isEqualTo(EXPIRES);
		assertThat(bare.nonce()).isEqualTo("unique-nonce");
		assertThat(bare.ttl()).isNull();
		assertThat(bare.capability()).isNull();
		TokenRequest full = TokenRequest.builder("appId.keyId")
			.ttl(Duration.ofHours(1))
			.capability("{\"*\":[\"*\"]}")
			.clientId("request-client")
			.build();
		assertThat(full.ttl()).isEqualTo(Duration.ofMillis(3600000));
		assertThat(full.capability()).isEqualTo("{\"*\":[\"*\"]}");
		assertThat(full.clientId()).isEqualTo("request-client");
	}

	@Test
	@Uts("rest/unit/TE/token-request-mac-signature-0")
	void requestsHaveASignature() {
		TokenRequest request = TokenRequest.builder("appId.keyId")
			.timestamp(EXPIRES)
			.nonce("nonce-value")
			.mac("signature-base64")
			.build();
		assertThat(request.mac()).isEqualTo("signature-base64");
	}

	@Test
	@Uts("rest/unit/TE/token-request-to-json-1")
	void requestsBecomeJson() {
		TokenRequest request = TokenRequest.builder("appId.keyId")
			.ttl(Duration.ofHours(1))
			.capability("{\"*\":[\"*\"]}")
			.clientId("json-client")
			.timestamp(EXPIRES)
			.nonce("json-nonce")
			.mac("json-mac")
			.build();
		assertThat(request.toMap())
			.isEqualTo(Map.of("keyName", "appId.keyId", "ttl", 3600000L, "capability", "{\"*\":[\"*\"]}", "clientId",
					"json-client", "timestamp", 1234567890000L, "nonce", "json-nonce", "mac", "json-mac"));
		assertThat(TokenRequest.fromJson(request.toJson())).isEqualTo(request);
	}

	@Test
	@Uts("rest/unit/TE/token-request-from-json-2")
	void requestsComeFromJson() {
		TokenRequest request = TokenRequest.fromJson(Map.of("keyName", "appId.keyId", "ttl", 7200000L, "capability",
				"{\"ch\":[\"sub\"]}", "clientId", "from-json-client", "timestamp", 1234567899999L, "nonce",
				"from-json-nonce", "mac", "from-json-mac"));
		assertThat(request.keyName()).isEqualTo("appId.keyId");
		assertThat(request.ttl()).isEqualTo(Duration.ofMillis(7200000));
		assertThat(request.capability()).isEqualTo("{\"ch\":[\"sub\"]}");
		assertThat(request.clientId()).isEqualTo("from-json-client");
		assertThat(request.timestamp()).isEqualTo(Instant.ofEpochMilli(1234567899999L));
		assertThat(request.nonce()).isEqualTo("from-json-nonce");
		assertThat(request.mac()).isEqualTo("from-json-mac");
	}

	@Test
	void whatServersWriteByHandIsUnderstood() {
		assertThat(TokenRequest.fromJson("{\"keyName\":\"a.b\",\"ttl\":\"60000\",\"capability\":{\"*\":[\"*\"]}}"))
			.isEqualTo(TokenRequest.builder("a.b").ttl(Duration.ofMinutes(1)).capability("{\"*\":[\"*\"]}").build());
		assertThat(AuthToken.fromJson("{\"token\":\"t\"}")).isEqualTo(TokenDetails.of("t"));
		assertThat(AuthToken.fromJson("{\"keyName\":\"a.b\"}")).isEqualTo(TokenRequest.builder("a.b").build());
	}

	@Test
	void whatIsNoTokenIsRefusedWithoutRepeatingIt() {
		assertThatExceptionOfType(AblyException.class)
			.isThrownBy(() -> TokenDetails.fromJson("{\"token\":\"secret\",\"expires\":\"secret\"}"))
			.withMessageContaining("'expires'")
			.satisfies((error) -> assertThat(error.getMessage()).doesNotContain("secret"));
		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> TokenRequest.fromJson("[]"))
			.withMessageContaining("a token request");
	}

	@Test
	void noSecretIsInTheTextOfAValue() {
		assertThat(TokenDetails.of("secret").toString()).doesNotContain("secret");
		assertThat(AuthToken.of("secret").toString()).doesNotContain("secret");
		assertThat(ApiKey.parse("app.key:secret").toString()).contains("app.key").doesNotContain("secret");
		assertThat(TokenRequest.builder("a.b").mac("secret").nonce("secret").build().toString())
			.doesNotContain("secret");
		assertThat(AuthOptions.builder()
			.key("app.key:secret")
			.token("secret")
			.authUrl("https://user:secret@example.com/auth?key=secret")
			.authHeaders(Map.of("Cookie", "secret"))
			.build()
			.toString()).contains("https://example.com/auth").doesNotContain("secret");
	}

}
