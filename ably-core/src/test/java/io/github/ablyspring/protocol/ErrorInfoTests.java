package io.github.ablyspring.protocol;

import java.nio.charset.StandardCharsets;

import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorInfoTests {

	@Test
	@Uts("rest/unit/TI1/errorinfo-attributes-0")
	void anErrorHasItsAttributes() {
		ErrorInfo cause = ErrorInfo.of(80000, 500, "Network failure");
		ErrorInfo error = ErrorInfo.of(50003, 500, "Timeout").withCause(cause);
		assertThat(error.code()).isEqualTo(50003);
		assertThat(error.statusCode()).isEqualTo(500);
		assertThat(error.message()).isEqualTo("Timeout");
		assertThat(error.cause()).isEqualTo(cause);
		assertThat(read("{\"code\":40000,\"href\":\"https://help.ably.io/error/40000\"}").href())
			.isEqualTo("https://help.ably.io/error/40000");
	}

	@Test
	@Uts("rest/unit/TI/errorinfo-from-json-0")
	void anErrorIsReadFromJson() {
		ErrorInfo error = read("{\"code\":40100,\"statusCode\":401,\"message\":\"Token expired\","
				+ "\"href\":\"https://help.ably.io/error/40100\"}");
		assertThat(error.code()).isEqualTo(40100);
		assertThat(error.statusCode()).isEqualTo(401);
		assertThat(error.message()).isEqualTo("Token expired");
		assertThat(error.href()).isEqualTo("https://help.ably.io/error/40100");
	}

	@Test
	@Uts("rest/unit/TI/errorinfo-nested-cause-1")
	void anErrorIsReadWithItsCause() {
		ErrorInfo error = read("{\"code\":50000,\"statusCode\":500,\"message\":\"Internal error\","
				+ "\"cause\":{\"code\":50001,\"message\":\"Database connection failed\"}}");
		assertThat(error.code()).isEqualTo(50000);
		ErrorInfo cause = error.cause();
		assertThat(cause).isNotNull();
		assertThat(cause.code()).isEqualTo(50001);
		assertThat(cause.message()).isEqualTo("Database connection failed");
	}

	@Test
	@Uts("rest/unit/TI/ably-exception-wraps-errorinfo-2")
	void anExceptionCarriesItsError() {
		ErrorInfo error = ErrorInfo.of(40000, 400, "Bad request");
		AblyException exception = new AblyException(error);
		assertThat(exception.code()).isEqualTo(40000);
		assertThat(exception.statusCode()).isEqualTo(400);
		assertThat(exception).hasMessageContaining("Bad request");
		assertThat(exception.errorInfo()).isEqualTo(error);
	}

	@ParameterizedTest
	@CsvSource({ "40000,400,Bad request", "40100,401,Unauthorized", "40101,401,Invalid credentials",
			"40140,401,Token error", "40142,401,Token expired", "40160,401,Invalid capability", "40300,403,Forbidden",
			"40400,404,Not found", "50000,500,Internal server error", "50003,500,Timeout" })
	@Uts("rest/unit/TI/common-error-codes-3")
	void theCodeAndTheStatusAreThoseGiven(int code, int statusCode, String meaning) {
		ErrorInfo error = ErrorInfo.of(code, statusCode, meaning);
		assertThat(error.code()).isEqualTo(code);
		assertThat(error.statusCode()).isEqualTo(statusCode);
		assertThat(error.message()).isEqualTo(meaning);
	}

	@Test
	@Uts("rest/unit/TI/error-string-representation-4")
	void anErrorTellsWhatMatters() {
		assertThat(ErrorInfo.of(40100, 401, "Unauthorized: token expired")).asString()
			.contains("40100", "401", "Unauthorized: token expired");
	}

	@Test
	@Uts("rest/unit/TI/error-equality-5")
	void errorsAreEqualByTheirContent() {
		ErrorInfo error = ErrorInfo.of(40000, 400, "Bad request");
		assertThat(ErrorInfo.of(40000, 400, "Bad request")).isEqualTo(error).hasSameHashCodeAs(error);
		assertThat(ErrorInfo.of(40100, 401, "Unauthorized")).isNotEqualTo(error);
	}

	private static ErrorInfo read(String json) {
		return WireCodec.read(WireFormat.JSON, ErrorInfo.TYPE, json.getBytes(StandardCharsets.UTF_8));
	}

}
