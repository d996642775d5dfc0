package io.github.ablyspring.message;

import java.nio.charset.StandardCharsets;

import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * JSON trees as text.
 */
final class JsonText {

	private JsonText() {
	}

	static @Nullable Object parse(String json) {
		return WireCodec.readTree(WireFormat.JSON, json.getBytes(StandardCharsets.UTF_8));
	}

	static String write(@Nullable Object tree) {
		return new String(WireCodec.writeTree(WireFormat.JSON, tree), StandardCharsets.UTF_8);
	}

}
