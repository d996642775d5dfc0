package io.github.ablyspring.emulator.channel;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.ablyspring.emulator.error.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * The name of a channel as a client writes it:
 * <code>[qualifier?param=value&amp;…]name</code>.
 *
 * @param written the whole of it
 * @param qualifier what stands in the brackets before the parameters: a word such as
 * <code>meta</code>, or <code>filter</code> for a derived channel
 * @param filter the JMESPath expression of a derived channel
 * @param params parameters given in the name
 * @param name the name after the brackets
 */
public record ChannelName(String written, @Nullable String qualifier, @Nullable String filter,
		Map<String, String> params, String name) {

	private static final String FILTER = "filter";

	private static final int MAX_LENGTH = 2048;

	/**
	 * Reads a name.
	 * @param text what a client wrote
	 * @return its parts
	 */
	public static ChannelName parse(String text) {
		if (text.length() > MAX_LENGTH) {
			throw Refusals.badChannelName("it is longer than " + MAX_LENGTH + " characters");
		}
		if (!text.startsWith("[")) {
			return new ChannelName(text, null, null, Map.of(), requireName(text));
		}
		int close = text.indexOf(']');
		if (close < 0) {
			throw Refusals.badChannelName("the bracket is not closed");
		}
		String inside = text.substring(1, close);
		if (inside.isEmpty() || inside.indexOf('[') >= 0) {
			throw Refusals.badChannelName("the brackets hold nothing, or brackets");
		}
		String name = requireName(text.substring(close + 1));
		int question = inside.indexOf('?');
		String before = (question < 0) ? inside : inside.substring(0, question);
		Map<String, String> params = (question < 0) ? Map.of() : params(inside.substring(question + 1));
		int equals = before.indexOf('=');
		if (equals < 0) {
			return new ChannelName(text, before.isEmpty() ? null : before, null, params, name);
		}
		if (!before.startsWith(FILTER + "=")) {
			throw Refusals.badChannelName("of qualifiers only a filter has a value");
		}
		return new ChannelName(text, FILTER, decode(before.substring(equals + 1)), params, name);
	}

	private static String requireName(String name) {
		if (name.isEmpty()) {
			throw Refusals.badChannelName("it is empty");
		}
		char first = name.charAt(0);
		if (first == ':' || first == ',' || first == '[') {
			throw Refusals.badChannelName("it starts with '" + first + "'");
		}
		if (!name.strip().equals(name) || name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0) {
			throw Refusals.badChannelName("it has white space at an end, or a line break");
		}
		return name;
	}

	private static Map<String, String> params(String text) {
		Map<String, String> params = new LinkedHashMap<>();
		for (String pair : text.split("&", -1)) {
			int equals = pair.indexOf('=');
			if (equals <= 0) {
				throw Refusals.badChannelName("a parameter has a name and a value");
			}
			params.put(pair.substring(0, equals), percentDecode(pair.substring(equals + 1)));
		}
		return Map.copyOf(params);
	}

	private static String percentDecode(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw Refusals.badChannelName("a parameter is not properly encoded");
		}
	}

	private static String decode(String base64) {
		try {
			Base64.Decoder decoder = (base64.indexOf('-') >= 0 || base64.indexOf('_') >= 0) ? Base64.getUrlDecoder()
					: Base64.getDecoder();
			return new String(decoder.decode(base64), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw Refusals.badChannelName("the filter is not base64");
		}
	}

	/**
	 * The name of the channel that is meant: without parameters, and without filter, for
	 * a derived channel is a view of a plain one.
	 * @return the name under which the channel is kept
	 */
	public String canonical() {
		return (this.qualifier == null || this.filter != null) ? this.name : "[" + this.qualifier + "]" + this.name;
	}

	/**
	 * Tells whether messages can be published to a channel of this name.
	 * @return false for derived and for meta channels
	 */
	public boolean publishable() {
		return this.filter == null && !"meta".equals(this.qualifier);
	}

	@Override
	public String toString() {
		return this.written;
	}

}
