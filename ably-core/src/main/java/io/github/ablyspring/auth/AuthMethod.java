package io.github.ablyspring.auth;

/**
 * How an {@code authUrl} is asked (AO2d).
 */
public enum AuthMethod {

	/** Parameters go into the query of the URL. */
	GET,

	/** Parameters go into the body, as a form. */
	POST

}
