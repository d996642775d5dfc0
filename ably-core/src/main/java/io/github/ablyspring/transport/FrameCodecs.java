package io.github.ablyspring.transport;

import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireDecoder;
import io.github.ablyspring.protocol.WireEncoder;
import io.github.ablyspring.protocol.WireFormat;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * A decoder and an encoder for each event loop, shared by the connections that live
 * there: what they keep to be fast is kept once.
 */
final class FrameCodecs {

	private final FastThreadLocal<WireDecoder> decoders = new FastThreadLocal<>() {
		@Override
		protected WireDecoder initialValue() {
			return new WireDecoder();
		}
	};

	private final FastThreadLocal<WireEncoder> encoders = new FastThreadLocal<>() {
		@Override
		protected WireEncoder initialValue() {
			return new WireEncoder();
		}
	};

	ProtocolMessage decode(WireFormat format, ByteBuf frame) {
		return this.decoders.get().read(format, ProtocolMessage.TYPE, frame);
	}

	void encode(WireFormat format, ProtocolMessage message, ByteBuf frame) {
		this.encoders.get().write(format, ProtocolMessage.TYPE, message, frame);
	}

}
