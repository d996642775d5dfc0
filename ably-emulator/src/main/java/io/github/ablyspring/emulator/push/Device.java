package io.github.ablyspring.emulator.push;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.wire.Sizes;
import io.github.ablyspring.emulator.wire.Tree;
import org.jspecify.annotations.Nullable;

/**
 * A device that can be notified.
 *
 * @param id its id
 * @param clientId whose it is, if that is known
 * @param fields all that is told of it; the secret is not
 */
record Device(String id, @Nullable String clientId, Map<String, @Nullable Object> fields) {

	private static final Set<String> PLATFORMS = Set.of("android", "ios", "browser");

	private static final Set<String> FORM_FACTORS = Set.of("phone", "tablet", "desktop", "tv", "watch", "car",
			"embedded", "other");

	private static final int MAX_SIZE = 65_536;

	private static final List<String> SECRETS = List.of("deviceSecret", "deviceIdentityToken");

	static Device of(Map<String, @Nullable Object> given) {
		String id = Tree.text(given, "id");
		if (id == null || id.isEmpty()) {
			throw Refusals.badDevice("A device has an id");
		}
		if (Sizes.ofTree(given) > MAX_SIZE) {
			throw Refusals.tooLarge("The device", Sizes.ofTree(given), MAX_SIZE);
		}
		requireOneOf(given, "platform", PLATFORMS);
		requireOneOf(given, "formFactor", FORM_FACTORS);
		if (!(given.get("push") instanceof Map<?, ?> push) || !(push.get("recipient") instanceof Map<?, ?> recipient)
				|| !(recipient.get("transportType") instanceof String)) {
			throw Refusals.badRequest("A device has a push.recipient with a transportType");
		}
		Map<String, @Nullable Object> fields = new LinkedHashMap<>(given);
		SECRETS.forEach(fields::remove);
		Map<String, @Nullable Object> state = new LinkedHashMap<>(Tree.map(given.get("push")));
		state.putIfAbsent("state", "ACTIVE");
		fields.put("push", state);
		return new Device(id, Tree.text(given, "clientId"), fields);
	}

	private static void requireOneOf(Map<String, @Nullable Object> given, String name, Set<String> known) {
		String value = Tree.text(given, name);
		if (value == null || !known.contains(value)) {
			throw Refusals.badRequest(name + " is one of " + known);
		}
	}

	/**
	 * This device with some fields changed.
	 * @param changes the fields
	 * @return another device
	 */
	Device with(Map<String, @Nullable Object> changes) {
		Map<String, @Nullable Object> merged = new LinkedHashMap<>(this.fields);
		changes.forEach((name, value) -> {
			if (value instanceof Map<?, ?> && merged.get(name) instanceof Map<?, ?>) {
				Map<String, @Nullable Object> inner = new LinkedHashMap<>(Tree.map(merged.get(name)));
				inner.putAll(Tree.map(value));
				merged.put(name, inner);
			}
			else {
				merged.put(name, value);
			}
		});
		return of(merged);
	}

	/**
	 * Where notifications for this device go.
	 * @return the recipient
	 */
	Map<String, @Nullable Object> recipient() {
		return Tree.map(Tree.map(this.fields.get("push")).get("recipient"));
	}

}
