package io.github.ablyspring.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.ablyspring.uts.Uts;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorInfoTests {

	@Test
	@Uts("rest/unit/TI1/errorinfo-attributes-0")
	void hasAllAttributes() {
		IOException original = new IOException("Network failure");
		ErrorInfo error = new ErrorInfo(40000, 400, "Bad request: invalid parameter",
				"https://help.ably.io/error/40000", null, null, Map.of());
		AblyException timeout = new AblyException(ErrorInfo.of(50003, 500, "Timeout"), original);

		assertThat(error.code()).isEqualTo(40000);
		assertThat(ErrorInfo.of(40100, 401, "").statusCode()).isEqualTo(401);
		assertThat(error.message()).isEqualTo("Bad request: invalid parameter");
		assertThat(error.href()).isEqualTo("https://help.ably.io/error/40000");
		assertThat(timeout).hasCause(original);
		assertThat(error.withCause(ErrorInfo.of(50000, 500, "Why")).cause()).isEqualTo(ErrorInfo.of(50000, 500, "Why"));
	}

	@Test
	@Uts("rest/unit/TI/errorinfo-from-json-0")
	void isReadFromAnAnswer() {
		ErrorInfo error = fromJson("""
				{"code":40100,"statusCode":401,"message":"Token expired","href":"https://help.ably.io/error/40100"}""");

		assertThat(error.code()).isEqualTo(40100);
		assertThat(error.statusCode()).isEqualTo(401);
		assertThat(error.message()).isEqualTo("Token expired");
		assertThat(error.href()).isEqualTo("https://help.ably.io/error/40100");
	}

	@Test
	@Uts("rest/unit/TI/errorinfo-nested-cause-1")
	void isReadWithTheErrorBehindIt() {
		ErrorInfo error = fromJson("""
				{"code":50000,"statusCode":500,"message":"Internal error",
				 "cause":{"code":50001,"message":"Database connection failed"}}""");

		assertThat(error.code()).isEqualTo(50000);
		assertThat(error.cause()).isNotNull();
		assertThat(error.cause().code()).isEqualTo(50001);
		assertThat(error.cause().message()).isEqualTo("Database connection failed");
		assertThat(error.cause().statusCode()).isZero();
	}

	@Test
	@Uts("rest/unit/TI/ably-exception-wraps-errorinfo-2")
	void isWrappedByTheException() {
		ErrorInfo error = ErrorInfo.of(40000, 400, "Bad request");

		AblyException exception = new AblyException(error);

		assertThat(exception.code()).isEqualTo(40000);
		assertThat(exception.statusCode()).isEqualTo(400);
		assertThat(exception.errorInfo()).isEqualTo(error);
		assertThat(exception).hasMessageContaining("Bad request");
	}

	@ParameterizedTest
	@CsvSource({ "40000, 400, Bad request", "40100, 401, Unauthorized", "40101, 401, Invalid credentials",
			"40140, 401, Token error", "40142, 401, Token expired", "40160, 401, Invalid capability",
			"40300, 403, Forbidden", "40400, 404, Not found", "50000, 500, Internal server error",
			"50003, 500, Timeout" })
	@Uts("rest/unit/TI/common-error-codes-3")
	void carriesTheCodesOfTheService(int code, int status, String meaning) {
		ErrorInfo error = ErrorInfo.of(code, status, meaning);

		assertThat(error.code()).isEqualTo(code);
		assertThat(error.statusCode()).isEqualTo(status);
		assertThat(ErrorCodes.isTokenError(code)).isEqualTo(code == 40140 || code == 40142);
	}

	@Test
	@Uts("rest/unit/TI/error-string-representation-4")
	void readsWellInALog() {
		assertThat(ErrorInfo.of(40100, 401, "Unauthorized: token expired")).asString()
			.contains("40100", "401", "Unauthorized: token expired", "https://help.ably.io/error/40100");
	}

	@Test
	@Uts("rest/unit/TI/error-equality-5")
	void equalsAnotherOfTheSameContent() {
		ErrorInfo error = ErrorInfo.of(40000, 400, "Bad request");

		assertThat(error).isEqualTo(ErrorInfo.of(40000, 400, "Bad request"))
			.isNotEqualTo(ErrorInfo.of(40100, 401, "Unauthorized"));
	}

	@Test
	void saysWhereToReadMoreOnlyOnce() {
		String text = "Not found. (See https://help.ably.io/error/40400 for help.)";

		assertThat(ErrorInfo.of(40400, 404, text).toString()).containsOnlyOnce("https://help.ably.io/error/40400");
	}

	@Test
	void prefersTheLinkOfTheService() {
		ErrorInfo error = fromJson("{\"code\":40400,\"href\":\"https://example.com/why\"}");

		assertThat(error.helpUrl()).isEqualTo("https://example.com/why");
		assertThat(error).asString().contains("See https://example.com/why").doesNotContain("help.ably.io");
	}

	@Test
	void hasNoLinkWithoutACode() {
		assertThat(fromJson("{\"message\":\"?\"}").helpUrl()).isNull();
	}

	@Test
	void keepsWhatElseTheServiceTells() {
		ErrorInfo error = fromJson("""
				{"code":42910,"requestId":"r-1","detail":{"limit":"50","unit":"messages"}}""");

		assertThat(error.requestId()).isEqualTo("r-1");
		assertThat(error.detail()).containsExactlyInAnyOrderEntriesOf(Map.of("limit", "50", "unit", "messages"));
		assertThat(error.withRequestId("r-2").requestId()).isEqualTo("r-2");
		assertThat(error.withMessage("Slower").detail()).isEqualTo(error.detail());
	}

	@Test
	void leavesOutAnEmptyDetail() {
		byte[] json = WireCodec.write(WireFormat.JSON, ErrorInfo.TYPE, ErrorInfo.of(40000, 400, "No"));

		assertThat(new String(json, StandardCharsets.UTF_8))
			.isEqualTo("{\"code\":40000,\"statusCode\":400,\"message\":\"No\"}");
	}

	@Test
	void isFoundInWhatAFutureFailedWith() {
		AblyException known = AblyException.of(40400, 404, "Not found");
		IllegalStateException foreign = new IllegalStateException("Broken");

		assertThat(AblyException.from(new CompletionException(known))).isSameAs(known);
		assertThat(AblyException.from(foreign)).hasCause(foreign)
			.extracting(AblyException::code, AblyException::statusCode)
			.containsExactly(50000, 500);
		assertThat(AblyException.from(foreign)).hasMessageContaining("Broken");
	}

	private static ErrorInfo fromJson(String json) {
		return WireCodec.read(WireFormat.JSON, ErrorInfo.TYPE, json.getBytes(StandardCharsets.UTF_8));
	}

}
