package io.github.ablyspring.boot.token;

import java.util.Map;

/**
 * What the token endpoint answers.
 *
 * @param status the HTTP status
 * @param contentType the type of the body
 * @param headers further headers
 * @param body the body
 */
public record AblyTokenAnswer(int status, String contentType, Map<String, String> headers, String body) {

	/** Does not show the token. */
	@Override
	public String toString() {
		return "AblyTokenAnswer[" + this.status + " " + this.contentType + "]";
	}

}
