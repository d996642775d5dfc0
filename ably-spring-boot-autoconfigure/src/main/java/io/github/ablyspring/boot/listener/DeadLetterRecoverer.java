package io.github.ablyspring.boot.listener;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

import io.github.ablyspring.boot.client.AblyClients;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.message.MessageExtras;

import org.springframework.messaging.Message;

/**
 * Publishes what a listener could not handle to another channel, over REST, with headers
 * that tell where it came from and what was wrong.
 */
public final class DeadLetterRecoverer implements AblyMessageRecoverer {

	/** Extras header with the channel the message came from. */
	public static final String ORIGINAL_CHANNEL = "ably-dead-letter-channel";

	/** Extras header with the type of the failure. */
	public static final String FAILURE = "ably-dead-letter-failure";

	private final Function<String, AblyRest> clients;

	private final String channel;

	/**
	 * Creates a recoverer.
	 * @param rest what to publish with
	 * @param channel the channel to publish to; <code>{channel}</code> in it stands for
	 * the channel the message came from
	 */
	public DeadLetterRecoverer(AblyRest rest, String channel) {
		this((client) -> rest, channel);
	}

	/**
	 * Creates a recoverer that publishes by the client that has received a message.
	 * @param clients gives the REST client of a name, such as {@code ablyClients::rest}
	 * @param channel the channel to publish to; <code>{channel}</code> in it stands for
	 * the channel the message came from
	 */
	public DeadLetterRecoverer(Function<String, AblyRest> clients, String channel) {
		this.clients = clients;
		this.channel = channel;
	}

	@Override
	public void recover(Message<?> message, Exception failure) throws Exception {
		Object nativeMessage = message.getHeaders().get(AblyHeaders.NATIVE);
		if (!(nativeMessage instanceof io.github.ablyspring.message.Message original)) {
			throw failure;
		}
		String from = String.valueOf(message.getHeaders().get(AblyHeaders.CHANNEL));
		MessageExtras extras = original.extras();
		MessageExtras.Builder headers = MessageExtras.builder()
			.headers((extras != null) ? extras.headers() : java.util.Map.of())
			.header(ORIGINAL_CHANNEL, from)
			.header(FAILURE, failure.getClass().getName());
		CompletableFuture<?> published = rest(message, failure).channels()
			.get(this.channel.replace("{channel}", from))
			.publish(io.github.ablyspring.message.Message.builder()
				.name(original.name())
				.data(original.data())
				.extras(headers.build())
				.build());
		try {
			published.get();
		}
		catch (ExecutionException ex) {
			failure.addSuppressed(ex);
			throw failure;
		}
	}

	private AblyRest rest(Message<?> message, Exception failure) throws Exception {
		Object client = message.getHeaders().get(AblyHeaders.CLIENT);
		try {
			return this.clients.apply((client != null) ? client.toString() : AblyClients.DEFAULT);
		}
		catch (IllegalArgumentException ex) {
			// a realtime client of the application's own, and no REST client like it
			failure.addSuppressed(ex);
			throw failure;
		}
	}

}
