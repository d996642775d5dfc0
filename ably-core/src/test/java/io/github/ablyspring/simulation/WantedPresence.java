package io.github.ablyspring.simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * What a client has asked to be present as on one channel, as far as the outcome is
 * certain.
 */
final class WantedPresence {

	private final Map<String, Wish> wishes = new LinkedHashMap<>();

	/**
	 * A member was entered, changed, or has left.
	 * @param member its client id
	 * @param data its data, {@code null} when it leaves
	 * @param outcome completes with the operation
	 */
	void asked(String member, @Nullable String data, CompletableFuture<Void> outcome) {
		Wish wish = new Wish(data);
		this.wishes.put(member, wish);
		outcome.whenComplete((nothing, failure) -> wish.certain = failure == null);
	}

	/**
	 * The channel was given up, or something else has happened after which nothing is
	 * certain.
	 */
	void forget() {
		this.wishes.clear();
	}

	/** Who has to be present with which data, and who, without any, must not. */
	Map<String, @Nullable String> certain() {
		Map<String, @Nullable String> certain = new LinkedHashMap<>();
		this.wishes.forEach((member, wish) -> {
			if (wish.certain) {
				certain.put(member, wish.data);
			}
		});
		return certain;
	}

	private static final class Wish {

		private final @Nullable String data;

		private boolean certain;

		Wish(@Nullable String data) {
			this.data = data;
		}

	}

}
