package io.github.ablyspring.sample.feed;

import java.util.Set;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Tells supervisors the news, and takes their reactions.
 */
@RestController
@RequestMapping("/api/feed")
class FeedController {

	private static final Set<String> REACTIONS = Set.of("like", "thanks", "look");

	private final Feed feed;

	FeedController(Feed feed) {
		this.feed = feed;
	}

	@GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<News>> news() {
		return this.feed.stream().map((news) -> ServerSentEvent.builder(news).event("news").build());
	}

	@PostMapping("/reactions")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	Mono<Void> react(@RequestBody Reaction reaction) {
		if (!REACTIONS.contains(reaction.name())) {
			return Mono.error(new ResponseStatusException(HttpStatus.BAD_REQUEST, "one of " + REACTIONS));
		}
		return Mono.fromFuture(() -> this.feed.react(reaction));
	}

}
