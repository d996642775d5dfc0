package io.github.ablyspring.transport;

/**
 * The answer to an {@link HttpRequest}, whole and already decompressed.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body, empty when there is none; not copied, so nobody may change it
 */
public record HttpResponse(int status, HttpHeaders headers, byte[] body) {

	@Override
	public String toString() {
		return "HTTP " + this.status + " with " + this.body.length + " bytes";
	}

}
