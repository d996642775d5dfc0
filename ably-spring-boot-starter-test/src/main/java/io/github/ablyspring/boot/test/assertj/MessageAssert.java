package io.github.ablyspring.boot.test.assertj;

import java.util.Objects;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageExtras;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions for a message.
 */
public final class MessageAssert extends AbstractAssert<MessageAssert, Message> {

	MessageAssert(Message actual) {
		super(actual, MessageAssert.class);
	}

	/**
	 * Checks the name.
	 * @param name the name
	 * @return this
	 */
	public MessageAssert hasName(String name) {
		isNotNull();
		return has("name", this.actual.name(), name);
	}

	/**
	 * Checks the data, as an object of the expected one's class.
	 * @param data the data
	 * @return this
	 */
	public MessageAssert hasData(Object data) {
		isNotNull();
		Object actual = (data instanceof String || data instanceof java.util.Map || data instanceof java.util.List)
				? this.actual.data() : this.actual.data(data.getClass());
		return has("data", actual, data);
	}

	/**
	 * Checks who has published it.
	 * @param clientId the client
	 * @return this
	 */
	public MessageAssert hasClientId(String clientId) {
		isNotNull();
		return has("client id", this.actual.clientId(), clientId);
	}

	/**
	 * Checks a header in its extras.
	 * @param name the header's name
	 * @param value its value
	 * @return this
	 */
	public MessageAssert hasHeader(String name, String value) {
		isNotNull();
		MessageExtras extras = this.actual.extras();
		return has("header " + name, (extras != null) ? extras.headers().get(name) : null, value);
	}

	private MessageAssert has(String what, @Nullable Object actual, Object expected) {
		if (!Objects.deepEquals(actual, expected)) {
			throw failureWithActualExpected(actual, expected, "Expected the message's %s to be <%s>, but it is <%s>",
					what, expected, actual);
		}
		return this;
	}

}
