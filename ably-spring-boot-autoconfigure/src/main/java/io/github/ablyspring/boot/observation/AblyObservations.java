package io.github.ablyspring.boot.observation;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageExtras;
import io.github.ablyspring.message.PublishObserver;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Observes publishes, and lets the trace that they are part of travel with the messages.
 */
public final class AblyObservations {

	private final ObservationRegistry registry;

	private final AblyPublishObservationConvention convention;

	private final Function<String, @Nullable String> channelTag;

	/**
	 * Creates observations.
	 * @param registry where they are
	 * @param convention names them
	 * @param channelTag what meters say of a channel; {@code null} to say nothing
	 */
	public AblyObservations(ObservationRegistry registry, AblyPublishObservationConvention convention,
			Function<String, @Nullable String> channelTag) {
		this.registry = registry;
		this.convention = convention;
		this.channelTag = channelTag;
	}

	/**
	 * Observes the publishes of a client.
	 * @param client its name
	 * @return the observer
	 */
	public PublishObserver publishesOf(String client) {
		return new Publishes(client);
	}

	private final class Publishes implements PublishObserver {

		private final String client;

		Publishes(String client) {
			this.client = client;
		}

		@Override
		public Watch publishing(Route route, String channel, List<Message> messages) {
			AblyPublishContext context = context(route, Kind.MESSAGE, channel, messages.size(), messages);
			return new Publish(start(context), context);
		}

		@Override
		public Completion sending(Route route, Kind kind, String channel, int count) {
			Observation observation = start(context(route, kind, channel, count, List.of()));
			return (failure) -> end(observation, failure);
		}

		private AblyPublishContext context(Route route, Kind kind, String channel, int count, List<Message> messages) {
			return new AblyPublishContext(this.client, route, kind, channel, count, messages,
					AblyObservations.this.channelTag.apply(channel));
		}

		private Observation start(AblyPublishContext context) {
			return Observation
				.createNotStarted(AblyObservations.this.convention, () -> context, AblyObservations.this.registry)
				.start();
		}

	}

	private static void end(Observation observation, @Nullable Throwable failure) {
		if (failure != null) {
			observation.error(failure);
		}
		observation.stop();
	}

	private static final class Publish implements PublishObserver.Watch {

		private final Observation observation;

		private final List<Message> messages;

		Publish(Observation observation, AblyPublishContext context) {
			this.observation = observation;
			this.messages = withHeaders(context.messages(), context.getCarrier());
		}

		@Override
		public List<Message> messages() {
			return this.messages;
		}

		@Override
		public void ended(@Nullable Throwable failure) {
			end(this.observation, failure);
		}

		private static List<Message> withHeaders(List<Message> messages, @Nullable Map<String, String> headers) {
			if (headers == null || headers.isEmpty()) {
				return messages;
			}
			return messages.stream().map((message) -> withHeaders(message, headers)).toList();
		}

		private static Message withHeaders(Message message, Map<String, String> headers) {
			MessageExtras present = message.extras();
			MessageExtras.Builder extras = (present != null) ? present.toBuilder() : MessageExtras.builder();
			return message.toBuilder().extras(extras.headers(headers).build()).build();
		}

	}

}
