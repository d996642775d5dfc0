package io.github.ablyspring.boot.observation;

import java.util.Locale;

import io.github.ablyspring.boot.metrics.AblyMeter;
import io.github.ablyspring.message.PublishObserver;
import io.github.ablyspring.protocol.AblyException;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * How a publish is named and described when it is observed. A bean that implements this
 * replaces the defaults.
 */
public interface AblyPublishObservationConvention extends ObservationConvention<AblyPublishContext> {

	/** The defaults. */
	AblyPublishObservationConvention DEFAULT = new AblyPublishObservationConvention() {
	};

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof AblyPublishContext;
	}

	@Override
	default String getName() {
		return AblyMeter.PUBLISH.meterName();
	}

	@Override
	default String getContextualName(AblyPublishContext context) {
		String what = (context.kind() == PublishObserver.Kind.MESSAGE) ? ""
				: " " + context.kind().name().toLowerCase(Locale.ROOT);
		return context.channel() + " publish" + what;
	}

	@Override
	default KeyValues getLowCardinalityKeyValues(AblyPublishContext context) {
		KeyValues keys = KeyValues.of(AblyMeter.CLIENT, context.client(), "transport",
				context.route().name().toLowerCase(Locale.ROOT), "kind",
				context.kind().name().toLowerCase(Locale.ROOT));
		String channel = context.channelTag();
		return (channel != null) ? keys.and(AblyMeter.CHANNEL, channel) : keys;
	}

	@Override
	default KeyValues getHighCardinalityKeyValues(AblyPublishContext context) {
		KeyValues keys = KeyValues.of(KeyValue.of("messaging.system", "ably"),
				KeyValue.of("messaging.operation.type", "send"),
				KeyValue.of("messaging.destination.name", context.channel()),
				KeyValue.of("messaging.batch.message_count", String.valueOf(context.count())));
		return (context.getError() instanceof AblyException failure)
				? keys.and("ably.error.code", String.valueOf(failure.code())) : keys;
	}

}
