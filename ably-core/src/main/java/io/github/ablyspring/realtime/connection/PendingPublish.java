package io.github.ablyspring.realtime.connection;

/**
 * A publish on its way. Internal; used on the loop.
 */
@FunctionalInterface
public interface PendingPublish {

	/**
	 * Gives the publish up: it is not sent if that has not happened yet, and its listener
	 * hears nothing more.
	 */
	void abandon();

}
