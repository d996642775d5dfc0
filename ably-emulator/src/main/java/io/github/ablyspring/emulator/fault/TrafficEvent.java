package io.github.ablyspring.emulator.fault;

import java.util.Map;

import io.github.ablyspring.protocol.ProtocolMessage;
import org.jspecify.annotations.Nullable;

/**
 * Something that a client or the server said.
 */
public sealed interface TrafficEvent {

	/**
	 * When it was.
	 * @return milliseconds since the epoch
	 */
	long timestamp();

	/**
	 * A client opened, or tried to open, a WebSocket.
	 *
	 * @param timestamp when
	 * @param socket which one, counted from 1
	 * @param path the path
	 * @param query the parameters, credentials among them
	 * @param ruleMatched the rule that applied, if one did
	 */
	record WebSocketConnect(long timestamp, int socket, String path, Map<String, String> query,
			@Nullable FaultRule ruleMatched) implements TrafficEvent {

		@Override
		public String toString() {
			return "WebSocketConnect[" + this.socket + ", " + this.query.keySet() + "]";
		}

	}

	/**
	 * A frame was sent.
	 *
	 * @param timestamp when
	 * @param socket over which WebSocket, counted from 1
	 * @param direction which way
	 * @param message what it said
	 * @param ruleMatched the rule that applied, if one did
	 */
	record Frame(long timestamp, int socket, Direction direction, ProtocolMessage message,
			@Nullable FaultRule ruleMatched) implements TrafficEvent {

		@Override
		public String toString() {
			return "Frame[" + this.socket + ", " + this.direction + ", " + this.message.action() + "]";
		}

	}

	/**
	 * A WebSocket ended.
	 *
	 * @param timestamp when
	 * @param socket which one, counted from 1
	 * @param byFault whether a fault ended it
	 */
	record WebSocketDisconnect(long timestamp, int socket, boolean byFault) implements TrafficEvent {
	}

	/**
	 * A client made an HTTP request.
	 *
	 * @param timestamp when
	 * @param method the method
	 * @param path the path
	 * @param query the parameters
	 * @param headers the headers, credentials among them
	 * @param ruleMatched the rule that applied, if one did
	 */
	record HttpRequest(long timestamp, String method, String path, Map<String, String> query,
			Map<String, String> headers, @Nullable FaultRule ruleMatched) implements TrafficEvent {

		@Override
		public String toString() {
			return "HttpRequest[" + this.method + " " + this.path + "]";
		}

	}

	/**
	 * An HTTP request was answered.
	 *
	 * @param timestamp when
	 * @param path the path of the request
	 * @param status the status
	 */
	record HttpResponse(long timestamp, String path, int status) implements TrafficEvent {
	}

}
