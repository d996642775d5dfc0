package io.github.ablyspring.transport;

import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The log of one client: a fixed message for each kind of event, and its particulars as
 * key-value pairs. Goes to the {@link LogHandler} of the client when it has one,
 * otherwise to SLF4J, whose configuration then decides what is shown.
 */
public final class EventLog {

	private static final Logger logger = LoggerFactory.getLogger("io.github.ablyspring.client");

	private final @Nullable LogHandler handler;

	private final LogLevel level;

	/**
	 * Creates a log.
	 * @param handler where the events go, or {@code null} for SLF4J
	 * @param level up to which level the handler hears of them
	 */
	public EventLog(@Nullable LogHandler handler, LogLevel level) {
		this.handler = handler;
		this.level = level;
	}

	/**
	 * A log that goes to SLF4J.
	 * @return the log
	 */
	public static EventLog slf4j() {
		return new EventLog(null, LogLevel.VERBOSE);
	}

	/**
	 * Whether anybody hears events of that level, before costly particulars are
	 * collected.
	 * @param event the level of the event
	 * @return {@code true} when somebody does
	 */
	public boolean isEnabled(LogLevel event) {
		return (this.handler != null) ? this.level.includes(event) : logger.isEnabledForLevel(slf4jLevel(event));
	}

	/**
	 * Tells an event.
	 * @param event its level
	 * @param message what happened
	 * @param context the particulars, collected only when somebody listens; no secrets
	 */
	public void log(LogLevel event, String message, Supplier<Map<String, Object>> context) {
		if (!isEnabled(event)) {
			return;
		}
		if (this.handler == null) {
			LoggingEventBuilder builder = logger.atLevel(slf4jLevel(event));
			for (Map.Entry<String, Object> particular : context.get().entrySet()) {
				builder = builder.addKeyValue(particular.getKey(), particular.getValue());
			}
			builder.log(message);
			return;
		}
		try {
			this.handler.log(event, message, context.get());
		}
		catch (RuntimeException ex) {
			logger.warn("The log handler of an Ably client threw an exception", ex);
		}
	}

	/**
	 * Tells an event without particulars.
	 * @param event its level
	 * @param message what happened
	 */
	public void log(LogLevel event, String message) {
		log(event, message, Map::of);
	}

	private static Level slf4jLevel(LogLevel event) {
		return switch (event) {
			case NONE, ERROR -> Level.ERROR;
			case WARN -> Level.WARN;
			case INFO -> Level.INFO;
			case DEBUG -> Level.DEBUG;
			case VERBOSE -> Level.TRACE;
		};
	}

}
