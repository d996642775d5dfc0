package io.github.ablyspring.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which SDK wraps this library (WPO1). Only for SDKs that are written by Ably itself.
 *
 * @param agents name to version of that SDK; a version may be {@code null}
 */
public record WrapperSdkProxyOptions(Map<String, @Nullable String> agents) {

	/**
	 * Copies the map.
	 */
	public WrapperSdkProxyOptions {
		agents = Collections.unmodifiableMap(new LinkedHashMap<>(agents));
	}

}
