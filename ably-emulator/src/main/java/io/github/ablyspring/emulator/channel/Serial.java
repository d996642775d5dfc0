package io.github.ablyspring.emulator.channel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A position in a channel. Written out, serials of a channel are ordered as text.
 *
 * @param time milliseconds since the epoch
 * @param counter the how many-th in that millisecond
 * @param series the log it belongs to
 */
public record Serial(long time, int counter, String series) {

	private static final Pattern FORM = Pattern.compile("(\\d{14})-(\\d{3})@([A-Za-z0-9]+)(?::(\\d{1,9}))?");

	private static final int TIME_DIGITS = 14;

	private static final int COUNTER_DIGITS = 3;

	static final int MAX_COUNTER = 999;

	/**
	 * Reads a serial.
	 * @param text the text
	 * @return the position, or {@code null} when the text is no serial
	 */
	public static @Nullable Position parse(String text) {
		Matcher matcher = FORM.matcher(text);
		if (!matcher.matches()) {
			return null;
		}
		Serial serial = new Serial(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2)),
				matcher.group(3));
		return new Position(serial, (matcher.group(4) != null) ? Integer.parseInt(matcher.group(4)) : -1);
	}

	/**
	 * Orders positions of one log.
	 * @param otherTime the time of the other one
	 * @param otherCounter the counter of the other one
	 * @return less than, equal to or more than zero
	 */
	int compareTo(long otherTime, int otherCounter) {
		int byTime = Long.compare(this.time, otherTime);
		return (byTime != 0) ? byTime : Integer.compare(this.counter, otherCounter);
	}

	/**
	 * The serial of a message within a frame.
	 * @param channelSerial the serial of the frame
	 * @param index which of its messages
	 * @return the serial
	 */
	static String ofItem(String channelSerial, int index) {
		return append(new StringBuilder(channelSerial.length() + 1 + COUNTER_DIGITS).append(channelSerial).append(':'),
				index, COUNTER_DIGITS)
			.toString();
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(TIME_DIGITS + COUNTER_DIGITS + 2 + this.series.length());
		append(text, this.time, TIME_DIGITS).append('-');
		return append(text, this.counter, COUNTER_DIGITS).append('@').append(this.series).toString();
	}

	private static StringBuilder append(StringBuilder text, long number, int digits) {
		String written = Long.toString(number);
		for (int i = written.length(); i < digits; i++) {
			text.append('0');
		}
		return text.append(written);
	}

	/**
	 * A serial, possibly that of one message of a frame.
	 *
	 * @param serial the serial of the frame
	 * @param index which of its messages, or -1
	 */
	public record Position(Serial serial, int index) {
	}

}
