package io.github.ablyspring.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.rest.push.PushPayload;
import io.github.ablyspring.rest.push.PushRecipient;
import org.jspecify.annotations.Nullable;

/**
 * Push notifications and their administration over REST.
 */
final class DefaultPushAdmin implements Push, PushAdmin {

	private final RestCalls calls;

	private final PushDeviceRegistrations deviceRegistrations;

	private final PushChannelSubscriptions channelSubscriptions;

	DefaultPushAdmin(RestCalls calls) {
		this.calls = calls;
		this.deviceRegistrations = new DefaultPushDeviceRegistrations(calls);
		this.channelSubscriptions = new DefaultPushChannelSubscriptions(calls);
	}

	@Override
	public PushAdmin admin() {
		return this;
	}

	@Override
	public CompletableFuture<Void> publish(PushRecipient recipient, PushPayload payload) {
		return publish(recipient.asMap(), payload.asMap());
	}

	@Override
	public CompletableFuture<Void> publish(@Nullable Map<String, ?> recipient, @Nullable Map<String, ?> payload) {
		if (recipient == null || recipient.isEmpty()) {
			return refuse("A push notification needs a recipient: a client, a device or the address of a push service. "
					+ "See PushRecipient.");
		}
		if (payload == null || payload.isEmpty()) {
			return refuse("A push notification needs a payload: a notification to show, or data for the app. "
					+ "See PushPayload.");
		}
		Map<String, @Nullable Object> body = new LinkedHashMap<>();
		body.put("recipient", recipient);
		body.putAll(payload);
		return this.calls.send(RestRequest.post("/push/publish", this.calls.body(body)));
	}

	@Override
	public PushDeviceRegistrations deviceRegistrations() {
		return this.deviceRegistrations;
	}

	@Override
	public PushChannelSubscriptions channelSubscriptions() {
		return this.channelSubscriptions;
	}

	private static CompletableFuture<Void> refuse(String message) {
		return CompletableFuture.failedFuture(AblyException.of(ErrorCodes.BAD_REQUEST, 400, message));
	}

}
