package io.github.ablyspring.realtime.connection;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.transport.HttpRequest;
import io.github.ablyspring.transport.HttpTransport;

/**
 * Asks whether there is an internet connection at all, before Ably's hosts are blamed
 * (RTN17j).
 */
final class ConnectivityCheck {

	private final HttpTransport http;

	private final ConnectionSettings settings;

	ConnectivityCheck(HttpTransport http, ConnectionSettings settings) {
		this.http = http;
		this.settings = settings;
	}

	CompletableFuture<Boolean> online() {
		URI uri = URI.create(this.settings.hosts().connectivityCheckUrl());
		HttpRequest request = new HttpRequest("GET", uri, Map.of(), null, this.settings.openTimeout(),
				this.settings.requestTimeout());
		return this.http.execute(request)
			.handle((response, failure) -> failure == null && response.status() / 100 == 2
					&& new String(response.body(), StandardCharsets.UTF_8).contains("yes"));
	}

}
