package io.github.ablyspring.protocol;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The first content of a new map (MCR2).
 *
 * @param semantics how conflicts are resolved (OMP2)
 * @param entries the entries by key
 */
public record WireMapCreate(int semantics, @Nullable Map<String, WireObjectsMapEntry> entries) {

	/** How it travels. */
	public static final WireType<WireMapCreate> TYPE = WireType.describe("MapCreate", Fields::new, Fields::build)
		.constant("semantics", 1, WireMapCreate::semantics, (to, semantics) -> to.semantics = semantics)
		.objectMap("entries", WireObjectsMapEntry.TYPE, WireMapCreate::entries, (to, entries) -> to.entries = entries)
		.build();

	/** Gathers the fields while it is read. */
	private static final class Fields {

		int semantics = -1;

		@Nullable Map<String, WireObjectsMapEntry> entries;

		WireMapCreate build() {
			return new WireMapCreate(this.semantics, this.entries);
		}

	}

}
