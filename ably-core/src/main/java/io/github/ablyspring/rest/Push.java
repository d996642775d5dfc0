package io.github.ablyspring.rest;

/**
 * Push notifications (RSC21).
 */
public interface Push {

	/**
	 * The administration of push: sending to anybody, and managing devices and
	 * subscriptions.
	 * @return the administration
	 */
	PushAdmin admin();

}
