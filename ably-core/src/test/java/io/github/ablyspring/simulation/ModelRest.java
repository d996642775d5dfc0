package io.github.ablyspring.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.testing.MockHttp;
import io.github.ablyspring.testing.PendingRequest;
import io.github.ablyspring.testing.VirtualLoop;
import io.github.ablyspring.transport.TransportException;

/**
 * The REST side of the model, as far as messages are published there: requests get lost
 * on their way, and so do answers.
 */
final class ModelRest {

	/** What a request fails with that was not processed, though that is no verdict. */
	static final int OUT_OF_ORDER = 50010;

	private final ModelServer server;

	private final VirtualLoop time;

	private final Chance chance;

	ModelRest(ModelServer server, VirtualLoop time, Chance chance) {
		this.server = server;
		this.time = time;
		this.chance = chance;
	}

	MockHttp http() {
		return new MockHttp(this.time).onRequest(request -> later(() -> received(request)));
	}

	private void received(PendingRequest request) {
		if (ModelSocket.TRACE) {
			System.out.println(this.time.elapsedMillis() + " REST " + request.path() + " " + request.body());
		}
		if (this.chance.mishap(0.2)) {
			request.fail(TransportException.Kind.REFUSED);
			return;
		}
		if (this.chance.mishap(0.1)) {
			request.respond(500,
					Map.of("error", Map.of("code", OUT_OF_ORDER, "statusCode", 500, "message", "Out of order")));
			return;
		}
		String channel = request.path().split("/")[2];
		List<?> serials = this.server.channel(channel).publish(messages(request), this.time.now());
		if (this.chance.mishap(0.2)) {
			later(request::timeOut);
		}
		else {
			later(() -> request.respond(201, Map.of("channel", channel, "serials", serials)));
		}
	}

	private void later(Runnable task) {
		Duration delay = this.chance.mishap(0.1) ? this.chance.millis(1000, 9000) : this.chance.millis(1, 100);
		this.time.schedule(delay, task);
	}

	private static List<WireMessage> messages(PendingRequest request) {
		List<WireMessage> messages = new ArrayList<>();
		List<?> bodies = (request.body() instanceof List<?> list) ? list : List.of(request.bodyMap());
		for (Object body : bodies) {
			Map<?, ?> message = (Map<?, ?>) body;
			messages.add(WireMessage.builder()
				.id((String) message.get("id"))
				.name((String) message.get("name"))
				.data(message.get("data"))
				.build());
		}
		return messages;
	}

}
