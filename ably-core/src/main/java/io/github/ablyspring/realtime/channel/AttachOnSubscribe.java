package io.github.ablyspring.realtime.channel;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.transport.LogLevel;
import org.jspecify.annotations.Nullable;

/**
 * What subscribing takes of a channel: that it is attached, unless its options say
 * otherwise (RTL7g), with the mode without which nothing will come (RTL7i, RTAN4e). Lives
 * on the client's loop.
 */
final class AttachOnSubscribe {

	private static final String HINT = " (with strictMode set, subscribing fails with this error)";

	private final ChannelContext channel;

	// Of which modes it was said already that they are missing (RTL7i2).
	private final Set<ChannelMode> warned = EnumSet.noneOf(ChannelMode.class);

	AttachOnSubscribe(ChannelContext channel) {
		this.channel = channel;
	}

	/** The server has said which modes there are. */
	void attached() {
		this.warned.clear();
	}

	void attach(@Nullable ChannelMode required, CompletableFuture<@Nullable ChannelStateChange> future) {
		if (!this.channel.options().attachOnSubscribe()) {
			checkMode(required, null, future);
			return;
		}
		switch (this.channel.state()) {
			case SUSPENDED -> future.complete(null);
			case FAILED -> future.completeExceptionally(
					ChannelErrors.invalidState(this.channel.name(), ChannelState.FAILED, this.channel.errorReason()));
			default -> this.channel.attach().whenComplete((change, failure) -> {
				if (failure != null) {
					future.completeExceptionally(failure);
				}
				else {
					checkMode(required, change, future);
				}
			});
		}
	}

	private void checkMode(@Nullable ChannelMode required, @Nullable ChannelStateChange change,
			CompletableFuture<@Nullable ChannelStateChange> future) {
		if (required == null || this.channel.state() != ChannelState.ATTACHED || this.channel.granted(required)) {
			future.complete(change);
			return;
		}
		ErrorInfo error = ChannelErrors.modeMissing(this.channel.name(), required.name());
		if (this.channel.settings().strictMode() && strictly(required)) {
			future.completeExceptionally(new AblyException(error));
			return;
		}
		if (this.warned.add(required)) {
			this.channel.log()
				.log(strictly(required) ? LogLevel.ERROR : LogLevel.WARN, error.message() + HINT,
						() -> Map.of("channel", this.channel.name()));
		}
		future.complete(change);
	}

	// Other modes were always only warned of.
	private static boolean strictly(ChannelMode required) {
		return required == ChannelMode.SUBSCRIBE;
	}

}
