package io.github.ablyspring.emulator.fault;

import java.util.List;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;

/**
 * What was said at a port, oldest first, as far back as it is recorded.
 *
 * @param events everything
 */
public record Traffic(List<TrafficEvent> events) {

	private <T extends TrafficEvent> List<T> only(Class<T> type) {
		return this.events.stream().filter(type::isInstance).map(type::cast).toList();
	}

	/**
	 * WebSockets that clients opened, or tried to.
	 * @return the events
	 */
	public List<TrafficEvent.WebSocketConnect> connects() {
		return only(TrafficEvent.WebSocketConnect.class);
	}

	/**
	 * WebSockets that ended.
	 * @return the events
	 */
	public List<TrafficEvent.WebSocketDisconnect> disconnects() {
		return only(TrafficEvent.WebSocketDisconnect.class);
	}

	/**
	 * All frames.
	 * @return the events
	 */
	public List<TrafficEvent.Frame> frames() {
		return only(TrafficEvent.Frame.class);
	}

	/**
	 * Frames of one kind.
	 * @param direction which way
	 * @param action what they are about
	 * @return what they said
	 */
	public List<ProtocolMessage> frames(Direction direction, Action action) {
		return frames().stream()
			.filter((frame) -> frame.direction() == direction && frame.message().actionCode() == action.code())
			.map(TrafficEvent.Frame::message)
			.toList();
	}

	/**
	 * HTTP requests.
	 * @return the events
	 */
	public List<TrafficEvent.HttpRequest> requests() {
		return only(TrafficEvent.HttpRequest.class);
	}

	/**
	 * HTTP requests to some paths.
	 * @param pathPart what the path contains
	 * @return the events
	 */
	public List<TrafficEvent.HttpRequest> requests(String pathPart) {
		return requests().stream().filter((request) -> request.path().contains(pathPart)).toList();
	}

	/**
	 * Answers to HTTP requests.
	 * @return the events
	 */
	public List<TrafficEvent.HttpResponse> responses() {
		return only(TrafficEvent.HttpResponse.class);
	}

}
