package io.github.ablyspring.benchmarks.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WirePresence;

/**
 * The frames that are measured, with the fields that the service fills in.
 */
public enum Frame {

	/** One message of 100 bytes: what most frames are. */
	MESSAGE_100B {
		@Override
		ProtocolMessage make() {
			return messages(1, 100);
		}
	},

	/** 50 messages of 1 KB, as the service sends them under load. */
	MESSAGES_50X1KB {
		@Override
		ProtocolMessage make() {
			return messages(50, 1024);
		}
	},

	/** A page of a presence set: 100 members. */
	PRESENCE_PAGE {
		@Override
		ProtocolMessage make() {
			return presence();
		}
	};

	private static final long NOW = 1_700_000_000_000L;

	private static final String CONNECTION = "XyPwQrT81k";

	abstract ProtocolMessage make();

	private static ProtocolMessage.Builder frame(Action action) {
		return ProtocolMessage.builder(action)
			.id(CONNECTION + ":17")
			.channel("orders:eu-west-1")
			.channelSerial("01700000000000-000@e91FmqzpwBq3XF73345561")
			.connectionId(CONNECTION)
			.timestamp(NOW);
	}

	private static ProtocolMessage messages(int count, int size) {
		return frame(Action.MESSAGE).messages(list(count, (i) -> message(i, size))).build();
	}

	private static WireMessage message(int index, int size) {
		return WireMessage.builder()
			.id(CONNECTION + ":17:" + index)
			.name("created")
			.data(text(index, size))
			.clientId("warehouse")
			.timestamp(NOW + index)
			.action(0)
			.serial("01700000000000-000@e91FmqzpwBq3XF73345561:%03d".formatted(index))
			.build();
	}

	private static ProtocolMessage presence() {
		return frame(Action.SYNC).presence(list(100, Frame::member)).build();
	}

	private static WirePresence member(int index) {
		String connection = "Conn%06d".formatted(index * 7919);
		return WirePresence.builder()
			.id(connection + ":3:0")
			.action(1)
			.clientId("member-" + index)
			.connectionId(connection)
			.data("available since " + text(index, 16))
			.timestamp(NOW - index * 1000L)
			.build();
	}

	private static String text(int seed, int length) {
		Random random = new Random(seed);
		StringBuilder text = new StringBuilder(length);
		for (int i = 0; i < length; i++) {
			text.append((i % 7 == 6) ? ' ' : (char) ('a' + random.nextInt(26)));
		}
		return text.toString();
	}

	private static <T> List<T> list(int count, IntFunction<T> element) {
		List<T> list = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			list.add(element.apply(i));
		}
		return list;
	}

}
