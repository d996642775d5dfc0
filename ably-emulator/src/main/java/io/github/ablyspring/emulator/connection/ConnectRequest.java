package io.github.ablyspring.emulator.connection;

import java.util.Map;

import io.github.ablyspring.emulator.auth.Credentials;
import io.github.ablyspring.protocol.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a client says as it connects.
 *
 * @param format the format of the frames
 * @param credentials what it shows
 * @param clientId whom it says it is
 * @param echo whether it wants its own messages back
 * @param heartbeats whether it wants to be shown in frames that the server is there
 * @param resume the key of the connection it wants to continue
 */
public record ConnectRequest(WireFormat format, Credentials credentials, @Nullable String clientId, boolean echo,
		boolean heartbeats, @Nullable String resume) {

	/**
	 * Reads the parameters.
	 * @param query the query of the address
	 * @param authorization the header of this name, if there is one
	 * @return the request
	 */
	public static ConnectRequest of(Map<String, String> query, @Nullable String authorization) {
		return new ConnectRequest(format(query), Credentials.of(authorization, query), query.get("clientId"),
				!"false".equals(query.get("echo")), "true".equals(query.get("heartbeats")),
				query.getOrDefault("resume", query.get("recover")));
	}

	/**
	 * The format that a client wants.
	 * @param query the query of the address
	 * @return the format
	 */
	public static WireFormat format(Map<String, String> query) {
		return "msgpack".equals(query.get("format")) ? WireFormat.MSGPACK : WireFormat.JSON;
	}

}
