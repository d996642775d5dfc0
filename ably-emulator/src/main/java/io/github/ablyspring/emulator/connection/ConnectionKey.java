package io.github.ablyspring.emulator.connection;

import io.github.ablyspring.emulator.apps.Ids;
import org.jspecify.annotations.Nullable;

/**
 * What a client shows to continue its connection. It begins with the id of the
 * connection, and changes whenever the connection is continued.
 */
final class ConnectionKey {

	private static final int ID_LENGTH = 10;

	private static final int SECRET_LENGTH = 24;

	private final String connectionId = Ids.random(ID_LENGTH);

	private String current = random();

	private @Nullable String previous;

	private String random() {
		return this.connectionId + "!" + Ids.random(SECRET_LENGTH);
	}

	String connectionId() {
		return this.connectionId;
	}

	String current() {
		return this.current;
	}

	void renew() {
		this.previous = this.current;
		this.current = random();
	}

	/**
	 * Tells whether a client shows this key. The one before the present one counts as
	 * well, for a client may never have heard of the present one.
	 * @param shown what the client shows
	 * @return whether it is the key
	 */
	boolean isShown(String shown) {
		return shown.equals(this.current) || shown.equals(this.previous);
	}

}
