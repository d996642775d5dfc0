package io.github.ablyspring.emulator.fault;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import org.jspecify.annotations.Nullable;

/**
 * When a fault happens.
 */
public sealed interface Trigger {

	/**
	 * Tells whether a fault can happen then. A frame cannot get lost when none is sent.
	 * @param fault the fault
	 * @return whether it can
	 */
	boolean permits(Fault fault);

	/**
	 * When a client opens a WebSocket.
	 * @return the trigger
	 */
	static Connect connect() {
		return new Connect(Map.of(), 0);
	}

	/**
	 * When the server sends a frame.
	 * @param action what it is about
	 * @return the trigger
	 */
	static Frame toClient(Action action) {
		return new Frame(Direction.TO_CLIENT, action.code(), null, 0);
	}

	/**
	 * When the server sends any frame.
	 * @return the trigger
	 */
	static Frame toClient() {
		return new Frame(Direction.TO_CLIENT, null, null, 0);
	}

	/**
	 * When a client sends a frame.
	 * @param action what it is about
	 * @return the trigger
	 */
	static Frame toServer(Action action) {
		return new Frame(Direction.TO_SERVER, action.code(), null, 0);
	}

	/**
	 * When a client sends any frame.
	 * @return the trigger
	 */
	static Frame toServer() {
		return new Frame(Direction.TO_SERVER, null, null, 0);
	}

	/**
	 * When a client makes an HTTP request.
	 * @return the trigger
	 */
	static Request request() {
		return new Request(null, null, 0);
	}

	/**
	 * When a client makes an HTTP request.
	 * @param pathPart what its path contains
	 * @return the trigger
	 */
	static Request request(String pathPart) {
		return new Request(null, pathPart, 0);
	}

	/**
	 * Some time after a client opened a WebSocket.
	 * @param delay how long after
	 * @return the trigger
	 */
	static AfterConnect afterConnect(Duration delay) {
		return new AfterConnect(delay);
	}

	/**
	 * A client opens a WebSocket.
	 *
	 * @param query parameters it has to have; <code>*</code> is any value
	 * @param count only the how many-th time, from 1; zero is each time
	 */
	record Connect(Map<String, String> query, int count) implements Trigger {

		/**
		 * Only with a parameter.
		 * @param name its name
		 * @param value its value; <code>*</code> is any
		 * @return another trigger
		 */
		public Connect query(String name, String value) {
			Map<String, String> more = new LinkedHashMap<>(this.query);
			more.put(name, value);
			return new Connect(more, this.count);
		}

		/**
		 * Only one time.
		 * @param time which, from 1
		 * @return another trigger
		 */
		public Connect nth(int time) {
			return new Connect(this.query, time);
		}

		@Override
		public boolean permits(Fault fault) {
			return fault instanceof Fault.Pass || fault instanceof Fault.Refuse || fault instanceof Fault.AcceptAndClose
					|| fault instanceof Fault.Disconnect || fault instanceof Fault.Stall || fault instanceof Fault.Delay
					|| fault instanceof Fault.InjectAndClose
					|| (fault instanceof Fault.HttpAnswer answer && !answer.afterwards());
		}

		boolean matches(Map<String, String> actual) {
			return this.query.entrySet().stream().allMatch((wanted) -> {
				String value = actual.get(wanted.getKey());
				return value != null && (wanted.getValue().equals("*") || wanted.getValue().equals(value));
			});
		}

	}

	/**
	 * A frame passes.
	 *
	 * @param direction which way
	 * @param action what it is about; {@code null} is anything
	 * @param channel which channel it is about; {@code null} is any or none
	 * @param count only the how many-th time, from 1; zero is each time
	 */
	record Frame(Direction direction, @Nullable Integer action, @Nullable String channel,
			int count) implements Trigger {

		/**
		 * Only about a channel.
		 * @param name its name
		 * @return another trigger
		 */
		public Frame channel(String name) {
			return new Frame(this.direction, this.action, name, this.count);
		}

		/**
		 * Only one time.
		 * @param time which, from 1
		 * @return another trigger
		 */
		public Frame nth(int time) {
			return new Frame(this.direction, this.action, this.channel, time);
		}

		@Override
		public boolean permits(Fault fault) {
			return !(fault instanceof Fault.HttpAnswer);
		}

		boolean matches(Direction way, ProtocolMessage frame) {
			return way == this.direction && (this.action == null || this.action == frame.actionCode())
					&& (this.channel == null || this.channel.equals(frame.channel()));
		}

	}

	/**
	 * A client makes an HTTP request.
	 *
	 * @param method the method; {@code null} is any
	 * @param pathPart what the path contains; {@code null} is anything
	 * @param count only the how many-th time, from 1; zero is each time
	 */
	record Request(@Nullable String method, @Nullable String pathPart, int count) implements Trigger {

		/**
		 * Only with a method.
		 * @param name for instance <code>POST</code>
		 * @return another trigger
		 */
		public Request method(String name) {
			return new Request(name, this.pathPart, this.count);
		}

		/**
		 * Only one time.
		 * @param time which, from 1
		 * @return another trigger
		 */
		public Request nth(int time) {
			return new Request(this.method, this.pathPart, time);
		}

		@Override
		public boolean permits(Fault fault) {
			return fault instanceof Fault.Pass || fault instanceof Fault.Delay || fault instanceof Fault.HttpAnswer
					|| fault instanceof Fault.Disconnect || fault instanceof Fault.Refuse
					|| fault instanceof Fault.Stall;
		}

		boolean matches(String actualMethod, String path) {
			return (this.method == null || this.method.equalsIgnoreCase(actualMethod))
					&& (this.pathPart == null || path.contains(this.pathPart));
		}

	}

	/**
	 * Time has passed since a client opened a WebSocket.
	 *
	 * @param delay how much
	 */
	record AfterConnect(Duration delay) implements Trigger {

		@Override
		public boolean permits(Fault fault) {
			return fault.isPossibleAnyTime();
		}

	}

}
