package io.github.ablyspring.boot.observation;

import io.github.ablyspring.boot.client.AblyClients;
import io.github.ablyspring.boot.listener.AblyHeaders;
import io.github.ablyspring.boot.metrics.AblyMeter;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * How the call of a listener is named and described when it is observed. A bean that
 * implements this replaces the defaults.
 */
public interface AblyListenerObservationConvention extends ObservationConvention<AblyListenerContext> {

	/** The defaults. */
	AblyListenerObservationConvention DEFAULT = new AblyListenerObservationConvention() {
	};

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof AblyListenerContext;
	}

	@Override
	default String getName() {
		return AblyMeter.LISTENER.meterName();
	}

	@Override
	default String getContextualName(AblyListenerContext context) {
		return context.message().getHeaders().get(AblyHeaders.CHANNEL) + " process";
	}

	@Override
	default KeyValues getLowCardinalityKeyValues(AblyListenerContext context) {
		String client = context.endpoint().client();
		return KeyValues.of(AblyMeter.CLIENT, client.isEmpty() ? AblyClients.DEFAULT : client, "listener",
				context.endpoint().id());
	}

	@Override
	default KeyValues getHighCardinalityKeyValues(AblyListenerContext context) {
		KeyValues keys = KeyValues.of(KeyValue.of("messaging.system", "ably"),
				KeyValue.of("messaging.operation.type", "process"), KeyValue.of("messaging.destination.name",
						String.valueOf(context.message().getHeaders().get(AblyHeaders.CHANNEL))));
		Object id = context.message().getHeaders().get(AblyHeaders.ID);
		return (id != null) ? keys.and("messaging.message.id", id.toString()) : keys;
	}

}
