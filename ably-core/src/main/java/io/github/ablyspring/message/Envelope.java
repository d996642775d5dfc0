package io.github.ablyspring.message;

import io.github.ablyspring.protocol.ProtocolMessage;
import org.jspecify.annotations.Nullable;

/**
 * What the messages that arrived together have in common: what the protocol message
 * around them says for those that do not say it themselves (TM2a, TM2c, TM2f, TP3a, TP3d,
 * TP3g), and how their payloads are decoded.
 *
 * @param id the id of the protocol message
 * @param connectionId the connection id of the protocol message
 * @param timestamp the timestamp of the protocol message, -1 if it has none
 * @param payloads decodes the payloads
 */
record Envelope(@Nullable String id, @Nullable String connectionId, long timestamp, PayloadDecoder payloads) {

	/** Around what the application itself has made. */
	static final Envelope NONE = new Envelope(null, null, -1, PayloadDecoder.OF_THE_APPLICATION);

	static Envelope without(PayloadDecoder payloads) {
		return new Envelope(null, null, -1, payloads);
	}

	static Envelope of(ProtocolMessage around, PayloadDecoder payloads) {
		Long timestamp = around.timestamp();
		return new Envelope(around.id(), around.connectionId(), (timestamp != null) ? timestamp : -1, payloads);
	}

	@Nullable String idOf(int index) {
		return (this.id != null) ? this.id + ":" + index : null;
	}

}
