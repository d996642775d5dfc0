package io.github.ablyspring.emulator.fault;

import java.time.Duration;
import java.util.Map;

import io.github.ablyspring.protocol.ProtocolMessage;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong.
 */
public sealed interface Fault {

	/**
	 * Tells whether this can happen to a WebSocket at any time, rather than to a frame or
	 * a request.
	 * @return whether it can
	 */
	default boolean isPossibleAnyTime() {
		return false;
	}

	/**
	 * Nothing does: later rules do not apply.
	 * @return the fault
	 */
	static Fault pass() {
		return new Pass();
	}

	/**
	 * The connection attempt fails.
	 * @return the fault
	 */
	static Fault refuse() {
		return new Refuse();
	}

	/**
	 * The WebSocket opens and is closed at once.
	 * @param code why, as WebSockets say it
	 * @return the fault
	 */
	static Fault acceptAndClose(int code) {
		return new AcceptAndClose(code);
	}

	/**
	 * The line is cut.
	 * @return the fault
	 */
	static Fault disconnect() {
		return new Disconnect();
	}

	/**
	 * The WebSocket is closed.
	 * @param code why, as WebSockets say it
	 * @return the fault
	 */
	static Fault close(int code) {
		return new Close(code);
	}

	/**
	 * From now on nothing passes, though the line is there.
	 * @return the fault
	 */
	static Fault stall() {
		return new Stall();
	}

	/**
	 * The frame gets lost.
	 * @return the fault
	 */
	static Fault suppress() {
		return new Suppress();
	}

	/**
	 * This frame and all that follow it the same way get lost.
	 * @return the fault
	 */
	static Fault suppressOnwards() {
		return new SuppressOnwards();
	}

	/**
	 * The frame, and with it all that follow, comes later.
	 * @param time how much later
	 * @return the fault
	 */
	static Fault delay(Duration time) {
		return new Delay(time);
	}

	/**
	 * The frame comes twice.
	 * @return the fault
	 */
	static Fault duplicate() {
		return new Duplicate();
	}

	/**
	 * Another frame comes instead.
	 * @param message the other frame
	 * @return the fault
	 */
	static Fault replace(ProtocolMessage message) {
		return new Replace(message);
	}

	/**
	 * Something comes that is no frame.
	 * @return the fault
	 */
	static Fault corrupt() {
		return new Corrupt();
	}

	/**
	 * The client gets one frame more.
	 * @param message the frame
	 * @return the fault
	 */
	static Fault inject(ProtocolMessage message) {
		return new Inject(message);
	}

	/**
	 * The client gets one frame more, and the WebSocket is closed.
	 * @param message the frame
	 * @param code why, as WebSockets say it
	 * @return the fault
	 */
	static Fault injectAndClose(ProtocolMessage message, int code) {
		return new InjectAndClose(message, code);
	}

	/**
	 * The request is answered like this and not done.
	 * @param status the status
	 * @param body the body: objects, lists, texts and numbers
	 * @return the fault
	 */
	static HttpAnswer respond(int status, @Nullable Object body) {
		return new HttpAnswer(status, body, Map.of(), false);
	}

	/**
	 * The request is done, but answered like this.
	 * @param status the status
	 * @param body the body: objects, lists, texts and numbers
	 * @return the fault
	 */
	static HttpAnswer replaceResponse(int status, @Nullable Object body) {
		return new HttpAnswer(status, body, Map.of(), true);
	}

	/** Nothing. */
	record Pass() implements Fault {
	}

	/** A connection attempt fails. */
	record Refuse() implements Fault {

		@Override
		public boolean isPossibleAnyTime() {
			return true;
		}

	}

	/**
	 * A WebSocket opens and is closed at once.
	 *
	 * @param code why
	 */
	record AcceptAndClose(int code) implements Fault {

		@Override
		public boolean isPossibleAnyTime() {
			return true;
		}

	}

	/** The line is cut; for an HTTP request, before it is answered. */
	record Disconnect() implements Fault {

		@Override
		public boolean isPossibleAnyTime() {
			return true;
		}

	}

	/**
	 * A WebSocket is closed.
	 *
	 * @param code why
	 */
	record Close(int code) implements Fault {

		@Override
		public boolean isPossibleAnyTime() {
			return true;
		}

	}

	/** Nothing passes any more. */
	record Stall() implements Fault {

		@Override
		public boolean isPossibleAnyTime() {
			return true;
		}

	}

	/** A frame gets lost. */
	record Suppress() implements Fault {
	}

	/** All frames from this one on get lost. */
	record SuppressOnwards() implements Fault {

		@Override
		public boolean isPossibleAnyTime() {
			return true;
		}

	}

	/**
	 * A frame, or an answer, comes later.
	 *
	 * @param time how much later
	 */
	record Delay(Duration time) implements Fault {
	}

	/** A frame comes twice. */
	record Duplicate() implements Fault {
	}

	/**
	 * Another frame comes instead.
	 *
	 * @param message the other one
	 */
	record Replace(ProtocolMessage message) implements Fault {

		@Override
		public boolean isPossibleAnyTime() {
			return true;
		}

	}

	/** Something comes that is no frame. */
	record Corrupt() implements Fault {

		@Override
		public boolean isPossibleAnyTime() {
			return true;
		}

	}

	/**
	 * One frame more.
	 *
	 * @param message the frame
	 */
	record Inject(ProtocolMessage message) implements Fault {

		@Override
		public boolean isPossibleAnyTime() {
			return true;
		}

	}

	/**
	 * One frame more, the last one.
	 *
	 * @param message the frame
	 * @param code why the WebSocket is closed then
	 */
	record InjectAndClose(ProtocolMessage message, int code) implements Fault {

		@Override
		public boolean isPossibleAnyTime() {
			return true;
		}

	}

	/**
	 * An HTTP request is answered otherwise.
	 *
	 * @param status the status
	 * @param body the body
	 * @param headers more headers
	 * @param afterwards whether what was requested is done all the same
	 */
	record HttpAnswer(int status, @Nullable Object body, Map<String, String> headers,
			boolean afterwards) implements Fault {

		/**
		 * With headers.
		 * @param more the headers
		 * @return another fault
		 */
		public HttpAnswer headers(Map<String, String> more) {
			return new HttpAnswer(this.status, this.body, Map.copyOf(more), this.afterwards);
		}

	}

}
