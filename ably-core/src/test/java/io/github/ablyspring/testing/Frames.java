package io.github.ablyspring.testing;

import java.util.Arrays;
import java.util.List;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ConnectionDetails;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.PublishResult;
import org.jspecify.annotations.Nullable;

/**
 * Frames as a server sends them.
 */
public final class Frames {

	private Frames() {
	}

	/**
	 * Any frame.
	 * @param action its action
	 * @return a builder
	 */
	public static ProtocolMessage.Builder of(Action action) {
		return ProtocolMessage.builder(action);
	}

	/**
	 * CONNECTED, with the time to live and idle interval the service uses.
	 * @param id the id of the connection
	 * @param key its key
	 * @return a builder
	 */
	public static ProtocolMessage.Builder connected(String id, String key) {
		return connected(id, details(key).build());
	}

	/**
	 * CONNECTED.
	 * @param id the id of the connection
	 * @param details its details
	 * @return a builder
	 */
	public static ProtocolMessage.Builder connected(String id, ConnectionDetails details) {
		return of(Action.CONNECTED).connectionId(id).connectionDetails(details);
	}

	/**
	 * The details of a connection, with the time to live and idle interval the service
	 * uses.
	 * @param key its key
	 * @return a builder
	 */
	public static ConnectionDetails.Builder details(String key) {
		return ConnectionDetails.builder().connectionKey(key).maxIdleInterval(15_000L).connectionStateTtl(120_000L);
	}

	/**
	 * An error.
	 * @param code its code
	 * @param statusCode its status
	 * @param message its message
	 * @return the error
	 */
	public static ErrorInfo errorInfo(int code, int statusCode, String message) {
		return ErrorInfo.of(code, statusCode, message);
	}

	/**
	 * DISCONNECTED with an error.
	 * @param code the code of the error
	 * @param statusCode its status
	 * @param message its message
	 * @return the frame
	 */
	public static ProtocolMessage disconnected(int code, int statusCode, String message) {
		return of(Action.DISCONNECTED).error(ErrorInfo.of(code, statusCode, message)).build();
	}

	/**
	 * ERROR of the connection.
	 * @param code the code of the error
	 * @param statusCode its status
	 * @param message its message
	 * @return the frame
	 */
	public static ProtocolMessage error(int code, int statusCode, String message) {
		return of(Action.ERROR).error(ErrorInfo.of(code, statusCode, message)).build();
	}

	/**
	 * ERROR of a channel.
	 * @param channel the name of the channel
	 * @param code the code of the error
	 * @param statusCode its status
	 * @param message its message
	 * @return the frame
	 */
	public static ProtocolMessage channelError(String channel, int code, int statusCode, String message) {
		return of(Action.ERROR).channel(channel).error(ErrorInfo.of(code, statusCode, message)).build();
	}

	/**
	 * ATTACHED.
	 * @param channel the name of the channel
	 * @param flags its flags
	 * @return the frame
	 */
	public static ProtocolMessage attached(@Nullable String channel, Flag... flags) {
		return of(Action.ATTACHED).channel(channel).flags(flags).build();
	}

	/**
	 * DETACHED.
	 * @param channel the name of the channel
	 * @param error the reason, if there is one
	 * @return the frame
	 */
	public static ProtocolMessage detached(@Nullable String channel, @Nullable ErrorInfo error) {
		return of(Action.DETACHED).channel(channel).error(error).build();
	}

	/**
	 * ACK of one publish.
	 * @param publish the frame that is acknowledged
	 * @param serials the serials of its messages
	 * @return the frame
	 */
	public static ProtocolMessage ack(ProtocolMessage publish, String... serials) {
		return of(Action.ACK).msgSerial(publish.msgSerial())
			.count(1)
			.res(List.of(new PublishResult(Arrays.asList(serials))))
			.build();
	}

	/**
	 * NACK of one publish.
	 * @param publish the frame that is refused
	 * @param code the code of the error
	 * @param statusCode its status
	 * @param message its message
	 * @return the frame
	 */
	public static ProtocolMessage nack(ProtocolMessage publish, int code, int statusCode, String message) {
		return of(Action.NACK).msgSerial(publish.msgSerial())
			.count(1)
			.error(ErrorInfo.of(code, statusCode, message))
			.build();
	}

	/**
	 * HEARTBEAT.
	 * @param id its id, if it answers a ping
	 * @return the frame
	 */
	public static ProtocolMessage heartbeat(@Nullable String id) {
		return of(Action.HEARTBEAT).id(id).build();
	}

}
