package io.github.ablyspring.realtime.connection;

import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.PublishResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Publishes on their way (RTN7, RTN19).
 */
class PendingPublishesTests {

	private static final ErrorInfo REFUSED = ErrorInfo.of(40160, 401, "no");

	private final PendingPublishes publishes = new PendingPublishes(5);

	private final Wire wire = new Wire();

	private final List<String> outcomes = new ArrayList<>();

	@Test
	void numbersWhatItSends() {
		connect();
		submit("a");
		submit("b");

		assertThat(this.wire.sent).containsExactly("0:a", "1:b");
	}

	@Test
	void keepsWhatCannotBeSentYet() {
		submit("a");
		submit("b");
		assertThat(this.wire.sent).isEmpty();

		connect();

		assertThat(this.wire.sent).containsExactly("0:a", "1:b");
	}

	@Test
	void tellsEachListenerOnce() {
		connect();
		submit("a");
		submit("b");
		submit("c");

		this.publishes.answered(0, 2, List.of(new PublishResult(List.of("sa")), new PublishResult(List.of("sb"))),
				null);
		this.publishes.answered(0, 2, List.of(), null);
		this.publishes.answered(2, 1, List.of(), REFUSED);

		assertThat(this.outcomes).containsExactly("a ok sa", "b ok sb", "c 40160");
		assertThat(this.publishes.size()).isZero();
	}

	@Test
	void takesAnAnswerThatOverlapsWithAnEarlierOne() {
		connect();
		submit("a");
		submit("b");

		this.publishes.answered(0, 1, List.of(), null);
		this.publishes.answered(0, 2, List.of(new PublishResult(List.of("sa")), new PublishResult(List.of("sb"))),
				null);

		assertThat(this.outcomes).containsExactly("a ok", "b ok sb");
	}

	@Test
	void failsWhatTheServerHasPassedOver() {
		connect();
		submit("a");
		submit("b");

		this.publishes.answered(1, 1, List.of(), null);

		assertThat(this.outcomes).containsExactly("a 50000", "b ok");
	}

	@Test
	void countsAMissingCountAsOne() {
		connect();
		submit("a");
		submit("b");

		this.publishes.answered(0, 0, List.of(), null);

		assertThat(this.outcomes).containsExactly("a ok");
	}

	@Test
	void sendsAgainWithTheSameSerialsAfterAResume() {
		connect();
		submit("a");
		submit("b");
		this.publishes.disconnected();
		submit("c");

		connect();
		submit("d");

		assertThat(this.wire.sent).containsExactly("0:a", "1:b", "0:a", "1:b", "2:c", "3:d");
	}

	@Test
	void sendsAgainWithNewSerialsWithoutAResume() {
		connect();
		submit("a");
		this.publishes.answered(0, 1, List.of(), null);
		submit("b");
		this.publishes.disconnected();
		submit("c");

		this.publishes.connected(this.wire, false, (frame, listener) -> false);

		assertThat(this.wire.sent).containsExactly("0:a", "1:b", "0:b", "1:c");
		this.publishes.answered(0, 2, List.of(), null);
		assertThat(this.outcomes).containsExactly("a ok", "b ok", "c ok");
	}

	@Test
	void givesPresenceBackThatWasNotSentYet() {
		List<String> taken = new ArrayList<>();
		submit("a");
		this.publishes.submit(frame(Action.PRESENCE, "p"), listener("p"));
		submit("b");

		this.publishes.connected(this.wire, false, (frame, listener) -> {
			taken.add(String.valueOf(frame.channel()));
			listener.accepted(null);
			return true;
		});

		assertThat(taken).containsExactly("p");
		assertThat(this.wire.sent).containsExactly("0:a", "1:b");
		assertThat(this.outcomes).containsExactly("p ok");
	}

	@Test
	void keepsPresenceThatWasSentWhenTheConnectionIsResumed() {
		connect();
		this.publishes.submit(frame(Action.PRESENCE, "p"), listener("p"));
		this.publishes.disconnected();

		this.publishes.connected(this.wire, true, (frame, listener) -> {
			throw new AssertionError("must not be offered");
		});

		assertThat(this.wire.sent).containsExactly("0:p", "0:p");
	}

	@Test
	void refusesWhatExceedsTheLimit() {
		for (String name : List.of("a", "b", "c", "d", "e", "f")) {
			submit(name);
		}

		assertThat(this.outcomes).containsExactly("f 42922");
		connect();
		assertThat(this.wire.sent).hasSize(5);
	}

	@Test
	void refusesWhatExceedsTheLimitWhileTheServerAnswersNothing() {
		connect();
		for (String name : List.of("a", "b", "c", "d", "e", "f")) {
			submit(name);
		}

		assertThat(this.outcomes).containsExactly("f 42922");
		assertThat(this.wire.sent).hasSize(5);
		this.publishes.answered(0, 1, List.of(), null);
		submit("g");
		assertThat(this.wire.sent).hasSize(6).endsWith("5:g");
	}

	@Test
	void waitsUntilTheWireTakesMore() {
		connect();
		submit("a");
		this.wire.writable = false;
		submit("b");
		submit("c");
		assertThat(this.wire.sent).containsExactly("0:a");

		this.wire.writable = true;
		this.publishes.flush();

		assertThat(this.wire.sent).containsExactly("0:a", "1:b", "2:c");
	}

	@Test
	void failsEverythingInOrder() {
		connect();
		submit("a");
		this.wire.writable = false;
		submit("b");

		this.publishes.failAll(REFUSED);

		assertThat(this.outcomes).containsExactly("a 40160", "b 40160");
		assertThat(this.publishes.size()).isZero();
	}

	@Test
	void forgetsWhatIsGivenUp() {
		PendingPublish first = submit("a");
		submit("b");
		first.abandon();
		connect();

		assertThat(this.wire.sent).containsExactly("0:b");

		PendingPublish sent = submit("c");
		sent.abandon();
		this.publishes.answered(0, 2, List.of(), null);
		assertThat(this.outcomes).containsExactly("b ok");
	}

	@Test
	void givingUpMakesRoomForMore() {
		PendingPublish first = submit("a");
		for (String name : List.of("b", "c", "d", "e")) {
			submit(name);
		}
		first.abandon();

		submit("f");

		assertThat(this.outcomes).isEmpty();
	}

	@Test
	void survivesListenersThatPublishAgain() {
		connect();
		this.publishes.submit(frame(Action.MESSAGE, "a"), new AckListener() {
			@Override
			public void accepted(@Nullable PublishResult result) {
				submit("again");
			}

			@Override
			public void refused(ErrorInfo error) {
				submit("after failure");
			}
		});

		this.publishes.answered(0, 1, List.of(), null);
		assertThat(this.wire.sent).containsExactly("0:a", "1:again");
	}

	private void connect() {
		this.publishes.connected(this.wire, true, (frame, listener) -> false);
	}

	private PendingPublish submit(String name) {
		return this.publishes.submit(frame(Action.MESSAGE, name), listener(name));
	}

	private static ProtocolMessage frame(Action action, String name) {
		return ProtocolMessage.builder(action).channel(name).build();
	}

	private AckListener listener(String name) {
		return new AckListener() {
			@Override
			public void accepted(@Nullable PublishResult result) {
				PendingPublishesTests.this.outcomes
					.add(name + " ok" + ((result != null) ? " " + result.serials().get(0) : ""));
			}

			@Override
			public void refused(ErrorInfo error) {
				PendingPublishesTests.this.outcomes.add(name + " " + error.code());
			}
		};
	}

	private static final class Wire implements PendingPublishes.Wire {

		private final List<String> sent = new ArrayList<>();

		private boolean writable = true;

		@Override
		public boolean writable() {
			return this.writable;
		}

		@Override
		public void send(ProtocolMessage frame) {
			this.sent.add(frame.msgSerial() + ":" + frame.channel());
		}

	}

}
