package io.github.ablyspring.emulator.auth;

import java.util.Locale;

/**
 * What a capability can permit.
 */
public enum Operation {

	PUBLISH, SUBSCRIBE, PRESENCE, HISTORY, STATS, CHANNEL_METADATA, PUSH_SUBSCRIBE, PUSH_ADMIN, MESSAGE_UPDATE_OWN,
	MESSAGE_UPDATE_ANY, MESSAGE_DELETE_OWN, MESSAGE_DELETE_ANY, ANNOTATION_PUBLISH, ANNOTATION_SUBSCRIBE,
	OBJECT_PUBLISH, OBJECT_SUBSCRIBE, PRIVILEGED_HEADERS;

	private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

	/**
	 * The name in a capability.
	 * @return for instance <code>message-update-own</code>
	 */
	public String wireName() {
		return this.wireName;
	}

	@Override
	public String toString() {
		return this.wireName;
	}

}
