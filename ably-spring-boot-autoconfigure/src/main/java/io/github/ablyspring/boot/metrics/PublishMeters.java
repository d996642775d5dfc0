package io.github.ablyspring.boot.metrics;

import java.time.Duration;
import java.util.Locale;

import io.github.ablyspring.message.PublishObserver;
import io.github.ablyspring.protocol.AblyException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Meters what a client publishes of one kind, one way.
 */
final class PublishMeters {

	private final ClientMeters meters;

	private final boolean time;

	private final Tags tags;

	private final PerChannel<Counter> published;

	private final PerChannel<Timer> acknowledged;

	PublishMeters(ClientMeters meters, ChannelTags channels, PublishObserver.Route route, PublishObserver.Kind kind,
			boolean time) {
		this.meters = meters;
		this.time = time;
		this.tags = Tags.of("transport", route.name().toLowerCase(Locale.ROOT), "kind",
				kind.name().toLowerCase(Locale.ROOT));
		this.published = new PerChannel<>(channels,
				(channel) -> meters.counter(AblyMeter.MESSAGES_PUBLISHED, this.tags.and(channel)));
		this.acknowledged = new PerChannel<>(channels,
				(channel) -> meters.timer(AblyMeter.PUBLISH, this.tags.and(channel).and("error", "none")));
	}

	void begun(String channel, int count) {
		this.published.of(channel).increment(count);
	}

	void ended(String channel, Duration duration, @Nullable Throwable failure) {
		if (failure != null) {
			failed(this.tags.and(this.meters.on(channel)), duration, failure);
		}
		else if (this.time) {
			this.acknowledged.of(channel).record(duration);
		}
	}

	private void failed(Tags tags, Duration duration, Throwable failure) {
		if (this.time) {
			this.meters.timer(AblyMeter.PUBLISH, tags.and("error", ClientMeters.error(failure))).record(duration);
		}
		String code = (failure instanceof AblyException known) ? String.valueOf(known.code()) : "none";
		this.meters.counter(AblyMeter.PUBLISH_FAILURES, tags.and("code", code)).increment();
	}

}
