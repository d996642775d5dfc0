package io.github.ablyspring.transport;

import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.UnknownListener;
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

	private final FastThreadLocal<Decoder> decoders = new FastThreadLocal<>() {
		@Override
		protected Decoder initialValue() {
			return new Decoder();
		}
	};

	private final FastThreadLocal<WireEncoder> encoders = new FastThreadLocal<>() {
		@Override
		protected WireEncoder initialValue() {
			return new WireEncoder();
		}
	};

	/**
	 * Reads a message.
	 * @param text whether the server calls it text
	 * @param in where it begins; other frames may follow
	 * @param length how long it is
	 * @param unknown is told what is not known
	 * @return the message
	 */
	ProtocolMessage decode(boolean text, ByteBuf in, int length, UnknownListener unknown) {
		int written = in.writerIndex();
		in.writerIndex(in.readerIndex() + length);
		try {
			// Some servers send JSON in binary frames.
			return this.decoders.get().read(text ? WireFormat.JSON : WireFormat.detect(in), in, unknown);
		}
		finally {
			in.writerIndex(written);
		}
	}

	void encode(WireFormat format, ProtocolMessage message, ByteBuf frame) {
		this.encoders.get().write(format, ProtocolMessage.TYPE, message, frame);
	}

	/** Tells the connection whose frame it reads of what is not known. */
	private static final class Decoder implements UnknownListener {

		private final WireDecoder decoder = new WireDecoder(this);

		private UnknownListener listener = UnknownListener.NONE;

		ProtocolMessage read(WireFormat format, ByteBuf frame, UnknownListener unknown) {
			this.listener = unknown;
			try {
				return this.decoder.read(format, ProtocolMessage.TYPE, frame);
			}
			finally {
				this.listener = UnknownListener.NONE;
			}
		}

		@Override
		public void unknown(Kind kind, String where, String what) {
			this.listener.unknown(kind, where, what);
		}

	}

}
