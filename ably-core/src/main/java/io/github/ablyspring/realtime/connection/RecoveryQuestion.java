package io.github.ablyspring.realtime.connection;

import java.util.Map;
import java.util.function.Consumer;

import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.transport.LogLevel;
import io.github.ablyspring.transport.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Asks the application which connection to take over. Answers once, on the loop, unless
 * it is halted before.
 */
final class RecoveryQuestion {

	private final ConnectionContext context;

	private final Consumer<@Nullable String> answer;

	private @Nullable Timeout timer;

	private boolean over;

	RecoveryQuestion(ConnectionContext context, Consumer<@Nullable String> answer) {
		this.context = context;
		this.answer = answer;
	}

	void ask(RecoverySource source) {
		this.timer = this.context.loop()
			.schedule(this.context.settings().requestTimeout(), () -> failed(
					Errors.timeout("Finding a recovery key took too long", this.context.settings().requestTimeout())));
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
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
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
