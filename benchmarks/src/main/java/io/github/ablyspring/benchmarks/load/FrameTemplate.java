package io.github.ablyspring.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * A frame of messages, encoded once. Only digits change from frame to frame: a payload
 * begins with the number of its message and the time at which it was due, and the serials
 * have the number of the first message.
 */
final class FrameTemplate {

	/** Digits of a number in a frame. */
	static final int DIGITS = 19;

	private static final String NUMBER = "#".repeat(DIGITS);

	private static final String TIME = "~".repeat(DIGITS);

	private static final String FIRST = "^".repeat(DIGITS);

	private final byte[] bytes;

	private final int[] numbers;

	private final int[] times;

	private final int[] firsts;

	private final int batch;

	FrameTemplate(WireFormat format, String channel, int batch, int size) {
		this.batch = batch;
		StringBuilder data = new StringBuilder(NUMBER).append(TIME);
		while (data.length() < size) {
			data.append((char) ('a' + data.length() % 26));
		}
		List<WireMessage> messages = new ArrayList<>(batch);
		for (int i = 0; i < batch; i++) {
			messages.add(WireMessage.builder().name("update").data(data.toString()).build());
		}
		this.bytes = WireCodec.write(format, ProtocolMessage.TYPE,
				ProtocolMessage.builder(Action.MESSAGE)
					.channel(channel)
					.channelSerial(FIRST + "-000@bench")
					.connectionId("publisher1")
					.id("publisher1:" + FIRST)
					.timestamp(1_767_323_045_000L)
					.messages(messages)
					.build());
		this.numbers = positions(NUMBER);
		this.times = positions(TIME);
		this.firsts = positions(FIRST);
	}

	int batch() {
		return this.batch;
	}

	/**
	 * A frame.
	 * @param first the number of its first message
	 * @param due when it was due
	 * @return the frame
	 */
	ByteBuf frame(long first, long due) {
		byte[] frame = this.bytes.clone();
		for (int i = 0; i < this.numbers.length; i++) {
			write(frame, this.numbers[i], first + i);
		}
		for (int position : this.times) {
			write(frame, position, due);
		}
		for (int position : this.firsts) {
			write(frame, position, first);
		}
		return Unpooled.wrappedBuffer(frame);
	}

	private static void write(byte[] frame, int position, long number) {
		long rest = number;
		for (int i = DIGITS - 1; i >= 0; i--) {
			frame[position + i] = (byte) ('0' + rest % 10);
			rest /= 10;
		}
	}

	private int[] positions(String marker) {
		byte[] wanted = marker.getBytes(StandardCharsets.US_ASCII);
		List<Integer> found = new ArrayList<>();
		for (int i = 0; i + wanted.length <= this.bytes.length; i++) {
			if (Arrays.equals(this.bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
				found.add(i);
				i += wanted.length - 1;
			}
		}
		return found.stream().mapToInt(Integer::intValue).toArray();
	}

}
