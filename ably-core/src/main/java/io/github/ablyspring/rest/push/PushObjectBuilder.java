package io.github.ablyspring.rest.push;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A JSON object that is put together field by field. The typed methods of its subclasses
 * name the fields most people need; {@link #field} takes any other.
 *
 * @param <B> the concrete builder
 */
public abstract sealed class PushObjectBuilder<B extends PushObjectBuilder<B>>
		permits PushPayload.Builder, PushNotificationBuilder, ApnsPayloadBuilder, FcmPayloadBuilder, WebPayloadBuilder {

	private final Map<String, Object> fields = new LinkedHashMap<>();

	PushObjectBuilder() {
	}

	/**
	 * Any field, sent as it is.
	 * @param name the field's name
	 * @param value a string, number, boolean, list or map
	 * @return this
	 */
	public B field(String name, Object value) {
		this.fields.put(name, value);
		return self();
	}

	<N extends PushObjectBuilder<N>> B nested(String name, N nested, Consumer<N> fill) {
		fill.accept(nested);
		return field(name, nested.fields());
	}

	Map<String, Object> fields() {
		return this.fields;
	}

	/** A nested object of plain fields, created when its first field is set. */
	void nestedField(String object, String name, Object value) {
		Map<String, Object> nested = new LinkedHashMap<>();
		if (this.fields.get(object) instanceof Map<?, ?> existing) {
			existing.forEach((key, existingValue) -> nested.put(String.valueOf(key), existingValue));
		}
		nested.put(name, value);
		this.fields.put(object, nested);
	}

	abstract B self();

}
