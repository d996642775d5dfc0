package io.github.ablyspring.realtime.channel;

/**
 * A filter that the server applies to a channel, put together with types instead of text.
 *
 * <pre>{@code
 * ChannelFilter filter = ChannelFilter.name("created").and(ChannelFilter.header("region", "eu").not());
 * RealtimeChannel european = ably.channels().getDerived("orders", DeriveOptions.of(filter));
 * }</pre>
 */
public final class ChannelFilter {

	private final String expression;

	// Whether the expression binds more tightly than && and ||.
	private final boolean simple;

	private ChannelFilter(String expression, boolean simple) {
		this.expression = expression;
		this.simple = simple;
	}

	/**
	 * Messages of that name.
	 * @param name the name
	 * @return the filter
	 */
	public static ChannelFilter name(String name) {
		return comparison("name", name);
	}

	/**
	 * Messages of that client.
	 * @param clientId the client's id
	 * @return the filter
	 */
	public static ChannelFilter clientId(String clientId) {
		return comparison("clientId", clientId);
	}

	/**
	 * Messages with that header in their extras.
	 * @param name the name of the header
	 * @param value its value
	 * @return the filter
	 */
	public static ChannelFilter header(String name, String value) {
		return comparison("headers." + identifier(name), value);
	}

	/**
	 * Messages with a header in their extras that is a number above another one.
	 * @param name the name of the header
	 * @param bound what it has to exceed
	 * @return the filter
	 */
	public static ChannelFilter headerAbove(String name, Number bound) {
		return new ChannelFilter("headers." + identifier(name) + " > `" + bound + "`", false);
	}

	/**
	 * Messages with a header in their extras that is a number below another one.
	 * @param name the name of the header
	 * @param bound what it has to stay below
	 * @return the filter
	 */
	public static ChannelFilter headerBelow(String name, Number bound) {
		return new ChannelFilter("headers." + identifier(name) + " < `" + bound + "`", false);
	}

	/**
	 * Any other filter.
	 * @param expression a JMESPath expression
	 * @return the filter
	 */
	public static ChannelFilter jmesPath(String expression) {
		return new ChannelFilter(expression, false);
	}

	/**
	 * Messages that this filter and another one let through.
	 * @param other the other
	 * @return the filter
	 */
	public ChannelFilter and(ChannelFilter other) {
		return new ChannelFilter(operand() + " && " + other.operand(), false);
	}

	/**
	 * Messages that this filter or another one lets through.
	 * @param other the other
	 * @return the filter
	 */
	public ChannelFilter or(ChannelFilter other) {
		return new ChannelFilter(operand() + " || " + other.operand(), false);
	}

	/**
	 * Messages that this filter does not let through.
	 * @return the filter
	 */
	public ChannelFilter not() {
		return new ChannelFilter("!(" + this.expression + ")", true);
	}

	/**
	 * The filter as the server takes it.
	 * @return a JMESPath expression
	 */
	public String toJmesPath() {
		return this.expression;
	}

	@Override
	public String toString() {
		return this.expression;
	}

	private String operand() {
		return this.simple ? this.expression : "(" + this.expression + ")";
	}

	private static ChannelFilter comparison(String field, String value) {
		return new ChannelFilter(field + " == " + literal(value), false);
	}

	// A raw string where that needs no escapes, which implementations read differently;
	// JSON between backticks otherwise.
	private static String literal(String value) {
		if (value.indexOf('\'') < 0 && value.indexOf('\\') < 0) {
			return "'" + value + "'";
		}
		return "`\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("`", "\\`") + "\"`";
	}

	private static String identifier(String name) {
		if (name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
			return name;
		}
		return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}

}
