package io.github.ablyspring.realtime.connection;

import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.PublishResult;
import org.jspecify.annotations.Nullable;

/**
 * Hears, once, how a published frame fared. Called on the client's loop, possibly from
 * within {@link ConnectionLink#publish}.
 */
public interface AckListener {

	/**
	 * The server has accepted the frame.
	 * @param result the serials the server gave to its messages, if it told them
	 */
	void accepted(@Nullable PublishResult result);

	/**
	 * The frame was refused, or will not be delivered.
	 * @param error why
	 */
	void refused(ErrorInfo error);

}
