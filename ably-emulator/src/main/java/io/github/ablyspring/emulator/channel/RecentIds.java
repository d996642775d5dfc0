package io.github.ablyspring.emulator.channel;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The ids that publishers chose themselves, for as long as a repetition is recognised.
 */
final class RecentIds {

	private static final long REMEMBERED = 120_000;

	private static final int LIMIT = 20_000;

	private final Map<String, Known> ids = new LinkedHashMap<>();

	/**
	 * Finds what became of an earlier publication.
	 * @param baseId its id
	 * @param now the time
	 * @return the serials it got, if it is remembered
	 */
	@Nullable List<@Nullable String> find(String baseId, long now) {
		Known known = this.ids.get(baseId);
		return (known != null && known.at() + REMEMBERED >= now) ? known.serials() : null;
	}

	void remember(String baseId, List<@Nullable String> serials, long now) {
		sweep(now);
		this.ids.remove(baseId);
		this.ids.put(baseId, new Known(now, serials));
	}

	void sweep(long now) {
		Iterator<Known> oldest = this.ids.values().iterator();
		while (oldest.hasNext() && (oldest.next().at() + REMEMBERED < now || this.ids.size() > LIMIT)) {
			oldest.remove();
		}
	}

	private record Known(long at, List<@Nullable String> serials) {
	}

}
