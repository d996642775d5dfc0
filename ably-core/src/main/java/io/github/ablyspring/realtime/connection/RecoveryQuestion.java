package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.transport.Alarm;
import io.github.ablyspring.transport.LogLevel;
import org.jspecify.annotations.Nullable;

/**
 * Asks the application which connection to take over. Answers once, on the loop, unless
 * it is halted before.
 */
final class RecoveryQuestion {

	private final ConnectionContext context;

	private final Consumer<@Nullable String> answer;

	private final Alarm timer;

	private boolean over;

	RecoveryQuestion(ConnectionContext context, Consumer<@Nullable String> answer) {
		this.context = context;
		this.answer = answer;
		this.timer = new Alarm(context.loop());
	}

	void ask(RecoverySource source) {
		Duration limit = this.context.settings().requestTimeout();
		this.timer.set(limit, () -> failed(Errors.timeout("Finding a recovery key took too long", limit)));
		this.context.<@Nullable String>obtain(() -> this.context.users().call(source::recoveryKey), (key, failure) -> {
			if (failure != null) {
				failed(failure);
			}
			else {
				end(key);
			}
		});
	}

	void halt() {
		this.over = true;
		this.timer.cancel();
	}

	private void failed(ErrorInfo error) {
		if (!this.over) {
			this.context.log()
				.log(LogLevel.ERROR, "There is no recovery key to be had; a new connection is made instead",
						() -> Map.of("error", error));
			end(null);
		}
	}

	private void end(@Nullable String key) {
		if (!this.over) {
			halt();
			this.answer.accept(key);
		}
	}

}
