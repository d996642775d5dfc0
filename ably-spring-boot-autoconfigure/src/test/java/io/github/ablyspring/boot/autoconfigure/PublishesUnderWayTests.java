package io.github.ablyspring.boot.autoconfigure;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.PublishObserver.Completion;
import io.github.ablyspring.message.PublishObserver.Kind;
import io.github.ablyspring.message.PublishObserver.Route;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PublishesUnderWay}.
 */
class PublishesUnderWayTests {

	private final PublishesUnderWay publishes = new PublishesUnderWay();

	@Test
	void thereAreNoneAtFirst() {
		assertThat(this.publishes.whenNone()).isCompleted();
	}

	@Test
	void waitsForWhateverIsPublished() {
		Completion message = this.publishes.publishing(Route.REALTIME, "orders", List.of(Message.of("a", "b")));
		Completion entering = this.publishes.sending(Route.REALTIME, Kind.PRESENCE, "orders", 1);
		CompletableFuture<Void> none = this.publishes.whenNone();
		message.ended(null);
		assertThat(none).isNotDone();
		entering.ended(new IllegalStateException("expected by the test"));
		assertThat(none).isCompleted();
		assertThat(this.publishes.whenNone()).isCompleted();
	}

}
