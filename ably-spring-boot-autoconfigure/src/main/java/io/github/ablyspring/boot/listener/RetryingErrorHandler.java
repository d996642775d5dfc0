package io.github.ablyspring.boot.listener;

import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;
import org.springframework.messaging.handler.invocation.MethodArgumentResolutionException;

/**
 * Calls the listener again, as often as the policy says, and gives the message to a
 * recoverer when that did not help. A payload that is not what the method takes is not
 * tried again.
 */
public final class RetryingErrorHandler implements AblyListenerErrorHandler {

	private final @Nullable RetryPolicy policy;

	private final @Nullable AblyMessageRecoverer recoverer;

	/**
	 * Creates a handler.
	 * @param policy how often, and after how long; {@code null} for never
	 * @param recoverer takes what could not be handled; {@code null} has it logged
	 */
	public RetryingErrorHandler(@Nullable RetryPolicy policy, @Nullable AblyMessageRecoverer recoverer) {
		this.policy = policy;
		this.recoverer = recoverer;
	}

	@Override
	public void handle(Message<?> message, Exception failure, Attempt retry) throws Exception {
		Exception last = failure;
		if (this.policy != null && !isHopeless(failure) && this.policy.shouldRetry(failure)) {
			try {
				retry(this.policy, failure, retry);
				return;
			}
			catch (RetryException ex) {
				last = (ex.getLastException() instanceof Exception cause) ? cause : ex;
			}
		}
		if (this.recoverer == null) {
			throw last;
		}
		this.recoverer.recover(message, last);
	}

	// The listener has been called once already: that is the template's first attempt.
	private static void retry(RetryPolicy policy, Exception first, Attempt retry) throws RetryException {
		boolean[] called = new boolean[1];
		new RetryTemplate(policy).<Boolean>execute(() -> {
			if (!called[0]) {
				called[0] = true;
				throw first;
			}
			retry.run();
			return Boolean.TRUE;
		});
	}

	private static boolean isHopeless(Exception failure) {
		return failure instanceof MessageConversionException || failure instanceof MethodArgumentNotValidException
				|| failure instanceof MethodArgumentResolutionException || failure instanceof ReplyException;
	}

}
