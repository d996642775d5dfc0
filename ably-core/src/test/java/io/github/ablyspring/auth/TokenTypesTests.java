package io.github.ablyspring.auth;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TokenTypesTests {

	private static final Instant TIME = Instant.ofEpochMilli(1234567890000L);

	@Test
	@Uts("rest/unit/TD1/token-details-attributes-0")
	void detailsTellWhatATokenIs() {
		TokenDetails details = TokenDetails.builder("test-token")
			.expires(TIME)
			.issued(Instant.ofEpochMilli(1234567800000L))
			.capability("{\"*\":[\"*\"]}")
			.clientId("my-client")
			.build();
		assertThat(details.token()).isEqualTo("test-token");
		assertThat(details.expires()).isEqualTo(TIME);
		assertThat(details.issued()).isEqualTo(Instant.ofEpochMilli(1234567800000L));
		assertThat(details.capability()).isEqualTo("{\"*\":[\"*\"]}");
		assertThat(details.clientId()).isEqualTo("my-client");
		assertThat(details).asString().doesNotContain("test-token");
	}

	@Test
	@Uts("rest/unit/TD/token-details-from-json-0")
	void detailsAreReadFromJson() {
		Map<String, Object> json = Map.of("token", "deserialized-token", "expires", 1234567890000L, "issued",
				1234567800000L, "capability", "{\"channel-1\":[\"publish\"]}", "clientId", "json-client", "keyName",
				"appId.keyId");
		TokenDetails details = TokenDetails.fromJson(json);
		assertThat(details).isEqualTo(TokenDetails.builder("deserialized-token")
			.keyName("appId.keyId")
			.issued(Instant.ofEpochMilli(1234567800000L))
			.expires(TIME)
			.capability("{\"channel-1\":[\"publish\"]}")
			.clientId("json-client")
			.build());
		assertThat(TokenDetails.fromJson(details.toJson())).isEqualTo(details);
	}

	@Test
	@Uts("rest/unit/TK1/token-params-attributes-0")
	void paramsTellWhatATokenIsToBe() {
		TokenParams none = TokenParams.none();
		assertThat(none.ttl()).isNull();
		assertThat(none.capability()).isNull();
		TokenParams params = TokenParams.builder()
			.ttl(Duration.ofMillis(7200000))
			.capability("{\"*\":[\"*\"]}")
			.clientId("full-client")
			.timestamp(TIME)
			.nonce("full-nonce")
			.build();
		assertThat(params.ttl()).isEqualTo(Duration.ofHours(2));
		assertThat(params.capability()).isEqualTo("{\"*\":[\"*\"]}");
		assertThat(params.clientId()).isEqualTo("full-client");
		assertThat(params.timestamp()).isEqualTo(TIME);
		assertThat(params.nonce()).isEqualTo("full-nonce");
		assertThat(TokenParams.builder().ttl(Duration.ofHours(1)).build().ttl()).isEqualTo(Duration.ofMillis(3600000));
	}

	@Test
	@Uts("rest/unit/TK/token-params-to-query-string-0")
	void paramsGoIntoAQuery() {
		TokenParams params = TokenParams.builder()
			.ttl(Duration.ofHours(1))
			.clientId("query-client")
			.capability("{\"ch\":[\"pub\"]}")
			.build();
		assertThat(params.toQueryParams()).containsEntry("ttl", "3600000")
			.containsEntry("clientId", "query-client")
			.containsEntry("capability", "{\"ch\":[\"pub\"]}");
	}

	@Test
	@Uts("rest/unit/TE1/token-request-attributes-0")
	void aRequestTellsWhatTokenIsAskedFor() {
		TokenRequest least = TokenRequest.builder("appId.keyId").timestamp(TIME).nonce("unique-nonce").build();
		assertThat(least.keyName()).isEqualTo("appId.keyId");
		assertThat(least.ttl()).isNull();
		assertThat(least.capability()).isNull();
		assertThat(least.timestamp()).isEqualTo(TIME);
		assertThat(least.nonce()).isEqualTo("unique-nonce");
		TokenRequest request = TokenRequest.builder("appId.keyId")
			.ttl(Duration.ofHours(1))
			.capability("{\"*\":[\"*\"]}")
			.clientId("request-client")
			.timestamp(TIME)
			.nonce("nonce-4")
			.build();
		assertThat(request.ttl()).isEqualTo(Duration.ofMillis(3600000));
		assertThat(request.capability()).isEqualTo("{\"*\":[\"*\"]}");
		assertThat(request.clientId()).isEqualTo("request-client");
	}

	@Test
	@Uts("rest/unit/TE/token-request-mac-signature-0")
	void aRequestIsSigned() {
		TokenRequest request = TokenRequest.builder("appId.keyId")
			.timestamp(TIME)
			.nonce("nonce-value")
			.mac("signature-base64")
			.build();
		assertThat(request.mac()).isEqualTo("signature-base64");
	}

	@Test
	@Uts("rest/unit/TE/token-request-to-json-1")
	void aRequestIsWrittenAsJson() {
		TokenRequest request = TokenRequest.builder("appId.keyId")
			.ttl(Duration.ofHours(1))
			.capability("{\"*\":[\"*\"]}")
			.clientId("json-client")
			.timestamp(TIME)
			.nonce("json-nonce")
			.mac("json-mac")
			.build();
		assertThat(WireCodec.readTree(WireFormat.JSON, request.toJson().getBytes(StandardCharsets.UTF_8)))
			.isEqualTo(Map.of("keyName", "appId.keyId", "ttl", 3600000L, "capability", "{\"*\":[\"*\"]}", "clientId",
					"json-client", "timestamp", 1234567890000L, "nonce", "json-nonce", "mac", "json-mac"));
	}

	@Test
	@Uts("rest/unit/TE/token-request-from-json-2")
	void aRequestIsReadFromJson() {
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

}
