package io.github.ablyspring.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.rest.push.PushChannelSubscription;

/**
 * Push subscriptions of channels over REST (RSH1c).
 */
final class DefaultPushChannelSubscriptions implements PushChannelSubscriptions {

	private static final String PATH = "/push/channelSubscriptions";

	private final RestCalls calls;

	DefaultPushChannelSubscriptions(RestCalls calls) {
		this.calls = calls;
	}

	@Override
	public PaginatedFuture<PushChannelSubscription> list(Map<String, ?> params) {
		return this.calls.page(PATH, params, PushChannelSubscription.TYPE);
	}

	@Override
	public PaginatedFuture<String> listChannels(Map<String, ?> params) {
		return this.calls.fetch("/push/channels", params, DefaultPushChannelSubscriptions::names);
	}

	@Override
	public CompletableFuture<PushChannelSubscription> save(PushChannelSubscription subscription) {
		return save(subscription, Map.of());
	}

	CompletableFuture<PushChannelSubscription> save(PushChannelSubscription subscription, Map<String, String> headers) {
		return this.calls.send(
				RestRequest.post(PATH, this.calls.body(PushChannelSubscription.TYPE, subscription)).headers(headers),
				PushChannelSubscription.TYPE);
	}

	@Override
	public CompletableFuture<Void> remove(PushChannelSubscription subscription) {
		return remove(subscription, Map.of());
	}

	CompletableFuture<Void> remove(PushChannelSubscription subscription, Map<String, String> headers) {
		return this.calls.send(RestRequest.of("DELETE", PATH).params(query(subscription)).headers(headers));
	}

	@Override
	public CompletableFuture<Void> removeWhere(Map<String, ?> params) {
		return this.calls.send(RestRequest.of("DELETE", PATH).params(params));
	}

	private static List<String> names(RestResponse response) {
		return (response.readTree() instanceof List<?> names) ? names.stream().map(String::valueOf).toList()
				: List.of();
	}

	private static Map<String, String> query(PushChannelSubscription subscription) {
		Map<String, String> query = new LinkedHashMap<>();
		query.put("channel", subscription.channel());
		if (subscription.deviceId() != null) {
			query.put("deviceId", subscription.deviceId());
		}
		if (subscription.clientId() != null) {
			query.put("clientId", subscription.clientId());
		}
		return query;
	}

}
