package io.github.ablyspring.emulator.channel;

import java.util.HashMap;
import java.util.Map;

import io.burt.jmespath.Expression;
import io.burt.jmespath.JmesPath;
import io.burt.jmespath.jcf.JcfRuntime;
import io.burt.jmespath.parser.ParseException;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.protocol.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * Decides which messages a derived channel lets through: a JMESPath expression over the
 * name, the headers and whatever else a message says about itself.
 */
final class MessageFilter {

	private static final JmesPath<Object> JMESPATH = new JcfRuntime();

	private final Expression<Object> expression;

	private MessageFilter(Expression<Object> expression) {
		this.expression = expression;
	}

	static MessageFilter parse(String text) {
		try {
			return new MessageFilter(JMESPATH.compile(text));
		}
		catch (ParseException ex) {
			throw Refusals.badRequest("The filter is not a JMESPath expression");
		}
	}

	boolean accepts(WireMessage message, @Nullable String connectionId) {
		Map<String, @Nullable Object> subject = new HashMap<>();
		subject.put("name", message.name());
		subject.put("clientId", message.clientId());
		subject.put("connectionId", connectionId);
		subject.put("encoding", message.encoding());
		subject.put("extras", message.extras());
		subject.put("headers", (message.extras() != null) ? message.extras().get("headers") : null);
		try {
			return Boolean.TRUE.equals(this.expression.search(subject));
		}
		catch (RuntimeException ex) {
			// an expression that does not fit this message, such as a function on the
			// wrong type
			return false;
		}
	}

}
