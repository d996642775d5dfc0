package io.github.ablyspring.message;

import java.lang.reflect.Type;

/**
 * Turns objects of the application into JSON text and back. Maps, lists, records, beans:
 * whatever is given as the data of a message and is neither a {@code String} nor a
 * {@code byte[]} passes through here.
 * <p>
 * The default is a Jackson {@code JsonMapper}; see
 * {@link #jackson(tools.jackson.databind.json.JsonMapper)} to use one of your own.
 * Implementations are called from several threads at once.
 */
public interface PayloadMapper {

	/**
	 * Write an object as JSON.
	 * @param value the object
	 * @return its JSON text, an object or an array
	 */
	String write(Object value);

	/**
	 * Read an object from JSON.
	 * @param json the JSON text
	 * @param type the type wanted
	 * @return an instance of that type
	 */
	Object read(String json, Type type);

	/**
	 * A mapper that uses the given Jackson mapper.
	 * @param mapper the Jackson mapper
	 * @return the payload mapper
	 */
	static PayloadMapper jackson(tools.jackson.databind.json.JsonMapper mapper) {
		return new JacksonPayloadMapper(mapper);
	}

	/**
	 * The mapper used when none is configured.
	 * @return a Jackson mapper with its defaults
	 */
	static PayloadMapper defaultMapper() {
		return JacksonPayloadMapper.DEFAULT;
	}

}
