package io.github.ablyspring.rest;

import io.github.ablyspring.message.PresenceMessage;

/**
 * Who is, and who was, present on a channel (RSP1). Entering takes a realtime client.
 */
public interface RestPresence {

	/**
	 * Who is present.
	 * @return the first page of members
	 */
	PaginatedFuture<PresenceMessage> get();

	/**
	 * Who of some clients or connections is present.
	 * @param params which members
	 * @return the first page of members
	 */
	PaginatedFuture<PresenceMessage> get(PresenceParams params);

	/**
	 * Who came, went and changed last, newest first.
	 * @return the first page
	 */
	PaginatedFuture<PresenceMessage> history();

	/**
	 * Who came, went and changed.
	 * @param params when, and in which order
	 * @return the first page
	 */
	PaginatedFuture<PresenceMessage> history(HistoryParams params);

}
