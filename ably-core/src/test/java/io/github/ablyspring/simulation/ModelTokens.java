package io.github.ablyspring.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.ablyspring.auth.TokenDetails;
import io.github.ablyspring.testing.VirtualLoop;

/**
 * Issues tokens that do not live long, slowly, and not always; knows which are good.
 */
final class ModelTokens {

	// As long as an unanswered request may keep a client from asking again.
	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private final VirtualLoop time;

	private final Chance chance;

	private final Map<String, Instant> ends = new HashMap<>();

	// Until when something kept clients from getting an answer.
	private Instant heldUp = Instant.MIN;

	ModelTokens(VirtualLoop time, Chance chance) {
		this.time = time;
		this.chance = chance;
	}

	/** What applications do in their callback. */
	CompletionStage<TokenDetails> issue() {
		CompletableFuture<TokenDetails> result = new CompletableFuture<>();
		if (this.chance.mishap(0.05)) {
			heldUp(Duration.ZERO);
			return result;
		}
		this.time.schedule(this.chance.millis(1, 800), () -> {
			if (this.chance.mishap(0.15)) {
				result.completeExceptionally(new IllegalStateException("No token for once"));
			}
			else {
				result.complete(next());
			}
		});
		return result;
	}

	/** Callbacks of applications make no progress for a while. */
	void heldUp(Duration stall) {
		Instant until = this.time.now().plus(stall);
		this.heldUp = until.isAfter(this.heldUp) ? until : this.heldUp;
	}

	private TokenDetails next() {
		String token = "token" + this.ends.size();
		Instant end = this.time.now().plus(this.chance.millis(45_000, 240_000));
		this.ends.put(token, end);
		return TokenDetails.builder(token).issued(this.time.now()).expires(end).build();
	}

	boolean isGood(String token) {
		return this.ends.getOrDefault(token, Instant.MIN).isAfter(this.time.now());
	}

	Duration lifeOf(String token) {
		return Duration.between(this.time.now(), this.ends.get(token));
	}

	/** Whether a client that is asked now for another token has to bring it in time. */
	boolean canBeRenewedForSure() {
		return this.chance.isCalm() && this.heldUp.plus(PATIENCE).isBefore(this.time.now());
	}

}
