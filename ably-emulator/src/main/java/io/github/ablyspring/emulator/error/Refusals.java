package io.github.ablyspring.emulator.error;

import io.github.ablyspring.protocol.AblyException;

/**
 * Every way in which the emulator refuses something, with the code and status that the
 * service uses.
 */
public final class Refusals {

	private Refusals() {
	}

	public static AblyException badRequest(String message) {
		return AblyException.of(40000, 400, message);
	}

	public static AblyException badBody(String message) {
		return AblyException.of(40001, 400, message);
	}

	public static AblyException badParameter(String message) {
		return AblyException.of(40003, 400, message);
	}

	public static AblyException badConnectionKey() {
		return AblyException.of(40006, 400, "The connectionKey of the message is not that of a live connection");
	}

	public static AblyException tooLarge(String what, long size, long limit) {
		return AblyException.of(40009, 400, what + " has " + size + " bytes; the limit is " + limit);
	}

	public static AblyException badChannelName(String reason) {
		return AblyException.of(40010, 400, "Invalid channel name: " + reason);
	}

	public static AblyException badClientId(String reason) {
		return AblyException.of(40012, 400, reason);
	}

	public static AblyException badData(String reason) {
		return AblyException.of(40013, 400, reason);
	}

	public static AblyException badDevice(String reason) {
		return AblyException.of(40015, 400, reason);
	}

	public static AblyException badMessageId(String reason) {
		return AblyException.of(40031, 400, reason);
	}

	public static AblyException forcedNack() {
		return AblyException.of(40099, 400, "Refused because the publisher asked for it");
	}

	public static AblyException badCredentials(String reason) {
		return AblyException.of(40101, 401, reason);
	}

	public static AblyException incompatibleCredentials(String reason) {
		return AblyException.of(40102, 401, reason);
	}

	public static AblyException badTimestamp() {
		return AblyException.of(40104, 401, "The timestamp of the token request is too far from the server's time");
	}

	public static AblyException nonceReplayed() {
		return AblyException.of(40105, 401, "The nonce of the token request was used before");
	}

	public static AblyException tokenRevoked() {
		return AblyException.of(40141, 401, "The token has been revoked");
	}

	public static AblyException tokenExpired() {
		return AblyException.of(40142, 401, "The token has expired");
	}

	public static AblyException tokenUnknown() {
		return AblyException.of(40143, 401, "The token is not recognised");
	}

	public static AblyException badJwt(String reason) {
		return AblyException.of(40144, 401, "Invalid JWT: " + reason);
	}

	public static AblyException tooManyConnections(int limit) {
		return AblyException.of(40150, 429, "The application has " + limit + " connections, as many as it may have");
	}

	public static AblyException capability(String operation, String resource) {
		return AblyException.of(40160, 401,
				"The credentials do not permit '" + operation + "' on channel '" + resource + "'");
	}

	public static AblyException capability(String operation) {
		return AblyException.of(40160, 401, "The credentials do not permit '" + operation + "'");
	}

	public static AblyException nothingGranted() {
		return AblyException.of(40160, 401, "The requested capability and that of the key have nothing in common");
	}

	public static AblyException anonymousAnnotation(String type) {
		return AblyException.of(40161, 401, "Annotations of type " + type + " need a clientId");
	}

	public static AblyException wrongKeyForRevocation() {
		return AblyException.of(40133, 401, "Tokens are revoked with the key they were made with");
	}

	public static AblyException revocationNeedsBasic() {
		return AblyException.of(40162, 401, "Tokens can only be revoked with Basic authentication, by their key");
	}

	public static AblyException keyNotRevocable() {
		return AblyException.of(40163, 401, "The key does not have revocable tokens");
	}

	public static AblyException modeNotRequested(String mode) {
		return AblyException.of(40165, 401, "The channel was attached without the mode " + mode);
	}

	public static AblyException unknownApp() {
		return AblyException.of(40400, 404, "No such application");
	}

	public static AblyException unknownKey() {
		return AblyException.of(40400, 401, "No such key in this application");
	}

	public static AblyException notFound(String what) {
		return AblyException.of(40400, 404, what + " not found");
	}

	public static AblyException methodNotAllowed(String method) {
		return AblyException.of(40500, 405, "The method " + method + " is not allowed here");
	}

	public static AblyException tooFast(int limit) {
		return AblyException.of(42911, 429, "The connection publishes more than " + limit + " messages a second");
	}

	public static AblyException notRecoverable() {
		return AblyException.of(80018, 400, "The connection cannot be continued: its key is not or no longer valid");
	}

	public static AblyException continuityLost() {
		return AblyException.of(90003, 400, "The messages since the given channelSerial are no longer retained");
	}

	public static AblyException tooManyChannels(int limit) {
		return AblyException.of(90010, 400, "More than " + limit + " channels");
	}

	public static AblyException notAttached(String channel) {
		return AblyException.of(90001, 400, "The connection is not attached to channel '" + channel + "'");
	}

	public static AblyException anonymousPresence() {
		return AblyException.of(91000, 400, "A presence member needs a clientId");
	}

	public static AblyException tooManyMembers(int limit) {
		return AblyException.of(91003, 400, "The channel has " + limit + " presence members, as many as it may have");
	}

	public static AblyException tooMuchPresence() {
		return AblyException.of(91003, 400, "The members of all channels have as much data as may be kept");
	}

	public static AblyException noObjects() {
		return AblyException.of(40021, 501, "The emulator does not have LiveObjects yet");
	}

	public static AblyException notMutable(String channel) {
		return AblyException.of(93002, 400,
				"Updates, deletes, appends and annotations are not enabled for channel '" + channel + "'");
	}

}
