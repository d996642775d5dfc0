package io.github.ablyspring.transport;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import io.github.ablyspring.protocol.WireFormat;

/**
 * Where and how a {@link RealtimeTransport} connects.
 *
 * @param uri the address with its query, which holds credentials and must not be logged
 * @param format the format of the frames
 * @param timeout how long opening may take
 * @param maxFrameSize the largest frame to accept, in bytes
 * @param headers headers of the opening request
 */
public record TransportRequest(URI uri, WireFormat format, Duration timeout, int maxFrameSize,
		Map<String, String> headers) {

	public TransportRequest {
		headers = Map.copyOf(headers);
	}

	/**
	 * Names the host and the format only: the query holds credentials.
	 */
	@Override
	public String toString() {
		return "TransportRequest[" + this.uri.getScheme() + "://" + this.uri.getAuthority() + ", " + this.format + "]";
	}

}
