package io.github.ablyspring.sample.operations;

import java.util.Arrays;
import java.util.Map;

import io.github.ablyspring.emulator.AblyEmulator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Tells how things are, and breaks them.
 */
@RestController
@RequestMapping("/api/operations")
class OperationsController {

	private final Monitor monitor;

	private final @Nullable AblyEmulator emulator;

	OperationsController(Monitor monitor, ObjectProvider<AblyEmulator> emulator) {
		this.monitor = monitor;
		this.emulator = emulator.getIfAvailable();
	}

	@GetMapping
	Map<String, Object> about() {
		return Map.of("breakable", this.emulator != null, "breakages", Arrays.asList(Breakage.values()));
	}

	@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<Object>> events() {
		return Flux.merge(this.monitor.states().map((state) -> event("state", state)),
				this.monitor.samples().map((sample) -> event("sample", sample)));
	}

	/** Only a server of one's own can be broken. */
	@PostMapping("/break/{breakage}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	Mono<Void> breakIt(@PathVariable Breakage breakage) {
		AblyEmulator breakable = this.emulator;
		if (breakable == null) {
			return Mono.error(new ResponseStatusException(HttpStatus.CONFLICT, "Ably itself cannot be broken"));
		}
		return Mono.<Void>fromRunnable(() -> breakage.happen(breakable.faults()))
			.subscribeOn(Schedulers.boundedElastic());
	}

	private static ServerSentEvent<Object> event(String name, Object data) {
		return ServerSentEvent.builder(data).event(name).build();
	}

}
