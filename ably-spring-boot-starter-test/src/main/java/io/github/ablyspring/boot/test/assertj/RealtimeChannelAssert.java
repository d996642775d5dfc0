package io.github.ablyspring.boot.test.assertj;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.realtime.Subscription;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions for a channel.
 */
public final class RealtimeChannelAssert extends AbstractAssert<RealtimeChannelAssert, RealtimeChannel> {

	private Duration patience = Patience.DEFAULT;

	RealtimeChannelAssert(RealtimeChannel actual) {
		super(actual, RealtimeChannelAssert.class);
	}

	/**
	 * Changes how long what follows may take.
	 * @param patience how long
	 * @return this
	 */
	public RealtimeChannelAssert within(Duration patience) {
		this.patience = patience;
		return this;
	}

	/**
	 * Waits until the channel is attached. Does not attach it.
	 * @return this
	 */
	public RealtimeChannelAssert isAttached() {
		return reaches(ChannelState.ATTACHED);
	}

	/**
	 * Waits until the channel is in a state.
	 * @param state the state
	 * @return this
	 */
	public RealtimeChannelAssert reaches(ChannelState state) {
		isNotNull();
		String problem = Patience.await(this.actual.whenState(state), this.patience);
		if (problem != null) {
			failWithMessage("Expected the channel %s to be %s, but it is %s%s: %s", this.actual.name(), state,
					this.actual.state(), Patience.because(this.actual.errorReason()), problem);
		}
		return this;
	}

	/**
	 * Waits until a client is present. Attaches the channel.
	 * @param clientId the client
	 * @return this
	 */
	public RealtimeChannelAssert hasMember(String clientId) {
		return members("to have the member " + clientId,
				(members) -> members.stream().anyMatch((member) -> clientId.equals(member.clientId())));
	}

	/**
	 * Waits until a client is not present, or no longer. Attaches the channel.
	 * @param clientId the client
	 * @return this
	 */
	public RealtimeChannelAssert hasNoMember(String clientId) {
		return members("not to have the member " + clientId,
				(members) -> members.stream().noneMatch((member) -> clientId.equals(member.clientId())));
	}

	private RealtimeChannelAssert members(String expectation, Predicate<List<PresenceMessage>> condition) {
		isNotNull();
		CompletableFuture<Void> met = new CompletableFuture<>();
		Runnable look = () -> this.actual.presence().get().whenComplete((members, failure) -> {
			if (failure != null) {
				met.completeExceptionally(failure);
			}
			else if (condition.test(members)) {
				met.complete(null);
			}
		});
		Subscription changes = this.actual.presence().subscribe((change) -> look.run());
		try {
			look.run();
			String problem = Patience.await(met, this.patience);
			if (problem != null) {
				failWithMessage("Expected the channel %s %s: %s", this.actual.name(), expectation, problem);
			}
		}
		finally {
			changes.unsubscribe();
		}
		return this;
	}

}
