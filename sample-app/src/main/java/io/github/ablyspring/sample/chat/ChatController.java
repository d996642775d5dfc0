package io.github.ablyspring.sample.chat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.Crypto;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.sample.delivery.ChannelNames;
import io.github.ablyspring.sample.operations.Deliveries;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriUtils;

/**
 * The chat of an order. Only this application has the key: what Ably sees is noise.
 */
@RestController
@RequestMapping("/api/orders/{order}/chat")
class ChatController {

	private static final int REMEMBERED = 50;

	private static final int LONGEST = 500;

	private final AblyRealtime ably;

	private final AblyRest rest;

	private final Deliveries deliveries;

	private final ChannelOptions encrypted;

	ChatController(AblyRealtime ably, AblyRest rest, Deliveries deliveries, @Value("${sample.chat.key:}") String key) {
		this.ably = ably;
		this.rest = rest;
		this.deliveries = deliveries;
		this.encrypted = StringUtils.hasText(key) ? ChannelOptions.withCipherKey(key)
				: ChannelOptions.withCipherKey(Crypto.generateRandomKey());
	}

	@GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<ChatMessage>> messages(@PathVariable String order) {
		return channel(order).historyThenLive(REMEMBERED)
			.doOnNext(this.deliveries::received)
			.mapNotNull((message) -> message.data(ChatMessage.class))
			.map((message) -> ServerSentEvent.builder(message).event("chat").build());
	}

	@PostMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	Mono<Void> write(@PathVariable String order, @RequestBody ChatMessage message) {
		if (!StringUtils.hasText(message.text()) || message.text().length() > LONGEST) {
			return Mono.error(new ResponseStatusException(HttpStatus.BAD_REQUEST, "1 to 500 characters, please"));
		}
		return publish(order, message)
			.then(publish(order, new ChatMessage("Courier", "Got it! I'll keep that in mind.")));
	}

	/** The newest messages, as one sees them who does not have the key. */
	@GetMapping("/wire")
	Flux<WireMessage> wire(@PathVariable String order) {
		// a request by hand, as nothing is to be decoded
		String path = "/channels/" + UriUtils.encode(ChannelNames.chat(order), StandardCharsets.UTF_8) + "/messages";
		return Mono.fromFuture(() -> this.rest.request("GET", path))
			.flatMapIterable((page) -> page.items())
			.ofType(Map.class)
			.map(ChatController::withoutKey);
	}

	private static WireMessage withoutKey(Map<?, ?> message) {
		Object data = message.get("data");
		String shown = (data instanceof byte[] bytes) ? Base64.getEncoder().encodeToString(bytes)
				: String.valueOf(data);
		return new WireMessage(String.valueOf(message.get("encoding")), shown);
	}

	private Mono<Void> publish(String order, ChatMessage message) {
		return Mono.fromFuture(() -> channel(order).publish("chat", message)).then();
	}

	private RealtimeChannel channel(String order) {
		return this.ably.channels().get(ChannelNames.chat(order), this.encrypted);
	}

}
