package io.github.ablyspring.rest;

import java.util.List;

import io.github.ablyspring.transport.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request of any kind (HP1): its results as JSON trees, and what HTTP
 * says about it.
 */
public interface HttpPaginatedResponse extends Page<Object, HttpPaginatedResponse> {

	/**
	 * The results as trees of maps, lists and scalars (HP3): the elements of an array, or
	 * a single object.
	 * @return the results; empty when the answer is
	 */
	@Override
	List<Object> items();

	/**
	 * The HTTP status (HP4).
	 * @return the status
	 */
	int statusCode();

	/**
	 * Whether the status means success (HP5).
	 * @return {@code true} from 200 up to 299
	 */
	default boolean success() {
		return statusCode() >= 200 && statusCode() < 300;
	}

	/**
	 * The code of the error (HP6).
	 * @return the code, or {@code null} when the service tells none
	 */
	@Nullable Integer errorCode();

	/**
	 * What the error is (HP7).
	 * @return the text, or {@code null} when the service tells none
	 */
	@Nullable String errorMessage();

	/**
	 * All headers of the answer (HP8).
	 * @return the headers
	 */
	HttpHeaders headers();

}
