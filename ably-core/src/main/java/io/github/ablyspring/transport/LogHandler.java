package io.github.ablyspring.transport;

import java.util.Map;

/**
 * Receives what one client logs (TO3c), instead of the logging system of the application.
 * Called on any thread, also on those that must not be blocked: hand long work on.
 */
@FunctionalInterface
public interface LogHandler {

	/**
	 * Receives an event.
	 * @param level how important it is
	 * @param message what happened; the same text for the same kind of event
	 * @param context the particulars, never secrets
	 */
	void log(LogLevel level, String message, Map<String, Object> context);

}
