package io.github.ablyspring.message;

import java.lang.reflect.Type;

import tools.jackson.databind.json.JsonMapper;

/**
 * {@link PayloadMapper} on Jackson 3.
 *
 * @param mapper does the work; immutable and safe for use by several threads
 */
record JacksonPayloadMapper(JsonMapper mapper) implements PayloadMapper {

	static final PayloadMapper DEFAULT = new JacksonPayloadMapper(JsonMapper.shared());

	@Override
	public String write(Object value) {
		return this.mapper.writeValueAsString(value);
	}

	@Override
	public Object read(String json, Type type) {
		return this.mapper.readValue(json, this.mapper.getTypeFactory().constructType(type));
	}

}
