package io.github.ablyspring.realtime.presence;

import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.protocol.WirePresence;
import org.jspecify.annotations.Nullable;

/**
 * What the application has asked to be present as. Told apart by identity: the same may
 * be asked for twice.
 */
final class Wish {

	private final PresenceAction action;

	private final @Nullable String clientId;

	private final WirePresence prepared;

	/**
	 * Creates a wish.
	 * @param action what is to happen
	 * @param clientId for whom, if not for this client
	 * @param prepared what the application has given, as it was then
	 */
	Wish(PresenceAction action, @Nullable String clientId, WirePresence prepared) {
		this.action = action;
		this.clientId = clientId;
		this.prepared = prepared;
	}

	PresenceAction action() {
		return this.action;
	}

	@Nullable String clientId() {
		return this.clientId;
	}

	WirePresence prepared() {
		return this.prepared;
	}

}
