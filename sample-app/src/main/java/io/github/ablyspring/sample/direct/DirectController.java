package io.github.ablyspring.sample.direct;

import java.util.Map;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.sample.delivery.ChannelNames;
import io.github.ablyspring.transport.Hosts;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells browsers where Ably is. Tokens come from the starter's endpoint.
 */
@RestController
class DirectController {

	private final Hosts hosts;

	DirectController(AblyRealtime ably) {
		this.hosts = ably.options().hosts();
	}

	@GetMapping("/api/direct")
	Map<String, String> where() {
		String scheme = this.hosts.tls() ? "wss" : "ws";
		int port = this.hosts.tls() ? this.hosts.tlsPort() : this.hosts.port();
		return Map.of("url", scheme + "://" + this.hosts.primary() + ":" + port + "/", "channel",
				ChannelNames.COURIERS);
	}

}
