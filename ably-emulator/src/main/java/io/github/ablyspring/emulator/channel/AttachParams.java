package io.github.ablyspring.emulator.channel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of an attachment that mean something.
 */
final class AttachParams {

	static final String DELTA = "delta";

	static final String OCCUPANCY = "occupancy";

	private static final Set<String> KNOWN = Set.of("rewind", "rewindLimit", "modes", DELTA, OCCUPANCY);

	private AttachParams() {
	}

	/**
	 * Merges what stands in the name and what stands in the frame, and leaves out what is
	 * not understood.
	 * @param ofName the parameters in the name of the channel
	 * @param ofFrame the parameters of the frame
	 * @return those that are recognised
	 */
	static Map<String, String> recognised(Map<String, String> ofName, Map<String, String> ofFrame) {
		Map<String, String> params = new LinkedHashMap<>();
		ofName.forEach((name, value) -> put(params, name, value));
		ofFrame.forEach((name, value) -> put(params, name, value));
		return Map.copyOf(params);
	}

	private static void put(Map<String, String> params, String name, String value) {
		boolean meaningful = switch (name) {
			case DELTA -> value.equals("vcdiff");
			case OCCUPANCY -> Occupancy.isSelection(value);
			default -> KNOWN.contains(name);
		};
		if (meaningful) {
			params.put(name, value);
		}
	}

}
