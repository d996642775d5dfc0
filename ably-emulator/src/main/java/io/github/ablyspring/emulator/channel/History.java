package io.github.ablyspring.emulator.channel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireAnnotation;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WirePresence;

/**
 * Reads the log of a channel.
 */
public final class History {

	private History() {
	}

	/**
	 * The messages of a channel, each in its latest version, where it was published.
	 * @param channel the channel
	 * @param query which of them
	 * @return a page of them
	 */
	public static Page<WireMessage> messages(Channel channel, HistoryQuery query) {
		return read(channel, query, History::messagesOf, WireMessage::timestamp);
	}

	/**
	 * How members of a channel came and went.
	 * @param channel the channel
	 * @param query which part of it
	 * @return a page of it
	 */
	public static Page<WirePresence> presence(Channel channel, HistoryQuery query) {
		return read(channel, query,
				(entry) -> (entry instanceof LogEntry.PresenceChanged changed) ? changed.events() : List.of(),
				WirePresence::timestamp);
	}

	/**
	 * Who is present on a channel.
	 * @param channel the channel
	 * @return the members
	 */
	public static List<WirePresence> present(Channel channel) {
		return channel.presenceSet().present();
	}

	/**
	 * A message in its latest version.
	 * @param channel the channel
	 * @param serial its serial
	 * @return the message
	 */
	public static WireMessage message(Channel channel, String serial) {
		return require(channel, serial).latest();
	}

	/**
	 * All versions of a message.
	 * @param channel the channel
	 * @param serial its serial
	 * @return the versions, oldest first
	 */
	public static List<WireMessage> versions(Channel channel, String serial) {
		return require(channel, serial).versions();
	}

	/**
	 * The annotations of a message.
	 * @param channel the channel
	 * @param serial its serial
	 * @return the annotations, oldest first
	 */
	public static List<WireAnnotation> annotations(Channel channel, String serial) {
		return require(channel, serial).annotations();
	}

	private static StoredMessage require(Channel channel, String serial) {
		StoredMessage message = channel.find(serial);
		if (message == null) {
			throw Refusals.notFound("The message " + serial);
		}
		return message;
	}

	private static List<WireMessage> messagesOf(LogEntry entry) {
		return (entry instanceof LogEntry.Published published)
				? published.messages().stream().map(StoredMessage::latest).toList() : List.of();
	}

	private static <T> Page<T> read(Channel channel, HistoryQuery query, Function<LogEntry, List<T>> itemsOf,
			ToLongFunction<T> timestamp) {
		channel.evictExpired(channel.now());
		ChannelLog log = channel.log();
		long end = (query.untilSerial() != null) ? end(log, query.untilSerial()) : log.next();
		Cursor cursor = (query.cursor() != null) ? Cursor.parse(query.cursor())
				: new Cursor(query.forwards() ? log.first() : end - 1, 0);
		int step = query.forwards() ? 1 : -1;
		List<T> page = new ArrayList<>();
		int skip = cursor.position();
		for (long i = Math.max(cursor.index(), query.forwards() ? log.first() : -1); i >= log.first()
				&& i < end; i += step) {
			List<T> items = inOrder(itemsOf.apply(log.entry(i)), query.forwards());
			for (int position = skip; position < items.size(); position++) {
				long time = timestamp.applyAsLong(items.get(position));
				if (time < query.start() || time > query.end()) {
					continue;
				}
				if (page.size() == query.limit()) {
					return new Page<>(page, new Cursor(i, position).toString());
				}
				page.add(items.get(position));
			}
			skip = 0;
		}
		return new Page<>(page, null);
	}

	private static long end(ChannelLog log, String untilSerial) {
		Serial.Position position = Serial.parse(untilSerial);
		if (position == null) {
			throw Refusals.badParameter("The serial is not one of this channel");
		}
		return log.firstAfter(position.serial().time(), position.serial().counter());
	}

	private static <T> List<T> inOrder(List<T> items, boolean forwards) {
		if (forwards || items.size() < 2) {
			return items;
		}
		List<T> reversed = new ArrayList<>(items);
		Collections.reverse(reversed);
		return reversed;
	}

	/**
	 * What an attachment is told of the past.
	 * @param channel the channel
	 * @param rewind how much it wants
	 * @return the frames, oldest first
	 */
	static Rewound rewind(Channel channel, Rewind rewind) {
		ChannelLog log = channel.log();
		long oldest = (rewind.millis() == Long.MAX_VALUE) ? Long.MIN_VALUE : channel.now() - rewind.millis();
		List<ProtocolMessage.Builder> frames = new ArrayList<>();
		int missing = rewind.count();
		long start = log.next();
		for (long i = log.next() - 1; i >= log.first() && missing > 0 && log.entry(i).timestamp() >= oldest; i--) {
			if (log.entry(i) instanceof LogEntry.Published published) {
				List<WireMessage> messages = messagesOf(published);
				int from = Math.max(0, messages.size() - missing);
				missing -= messages.size() - from;
				frames.add(published.frame("").messages(messages.subList(from, messages.size())));
				start = i;
			}
		}
		Collections.reverse(frames);
		return new Rewound(start, frames);
	}

	/**
	 * Part of the past.
	 *
	 * @param start the place in the log where it begins
	 * @param frames the frames, oldest first
	 */
	record Rewound(long start, List<ProtocolMessage.Builder> frames) {
	}

	private record Cursor(long index, int position) {

		static Cursor parse(String text) {
			int dash = text.indexOf('-', 1);
			try {
				return new Cursor(Long.parseLong(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
			}
			catch (NumberFormatException | StringIndexOutOfBoundsException ex) {
				throw Refusals.badParameter("The cursor is not one that was given out");
			}
		}

		@Override
		public String toString() {
			return this.index + "-" + this.position;
		}

	}

}
