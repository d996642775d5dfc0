package io.github.ablyspring.integration.docs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import io.github.ablyspring.boot.template.AblyTemplate;
import io.github.ablyspring.boot.template.ReactiveAblyTemplate;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.rest.RestChannel;
import io.github.ablyspring.rest.push.PushPayload;
import org.slf4j.Logger;

/**
 * What the examples of the manual take for granted.
 */
@SuppressWarnings("NullAway")
public abstract class Given {

	/** The key of an application. */
	protected String key;

	/** A key to encrypt with. */
	protected byte[] secret;

	/** A realtime client. */
	protected AblyRealtime ably;

	/** A REST client. */
	protected AblyRest rest;

	/** The template of an application. */
	protected AblyTemplate ablyTemplate;

	/** The reactive template of an application. */
	protected ReactiveAblyTemplate reactiveTemplate;

	/** A channel. */
	protected RealtimeChannel channel;

	/** The channel of orders. */
	protected RealtimeChannel orders;

	/** A channel, by REST. */
	protected RestChannel restChannel;

	/** A message. */
	protected Message message;

	/** A logger. */
	protected Logger log;

	/** An executor. */
	protected Executor executor;

	/** Does something with an order. */
	protected void ship(Order order) {
	}

	/** Shows something to somebody. */
	protected void show(Object anything) {
	}

	/** What is sold. */
	public record Order(long id) {
	}

	/** A place. */
	public record Position(int x, int y) {
	}

	/** Who works where. */
	public record Desk(int number) {
	}

	/** A notification. */
	protected PushPayload payload() {
		return PushPayload.of(Map.of());
	}

	/** Some orders. */
	protected List<Order> someOrders() {
		return List.of();
	}

}
