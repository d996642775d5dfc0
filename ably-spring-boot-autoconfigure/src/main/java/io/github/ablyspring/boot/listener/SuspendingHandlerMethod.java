package io.github.ablyspring.boot.listener;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;

import kotlin.ResultKt;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import org.jspecify.annotations.Nullable;

import org.springframework.core.BridgeMethodResolver;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;

/**
 * A suspending function of Kotlin, whose result is a future. Needs nothing but Kotlin's
 * standard library, unless parameters have defaults.
 */
final class SuspendingHandlerMethod extends InvocableHandlerMethod {

	private final Method function;

	private final @Nullable DefaultArguments defaults;

	SuspendingHandlerMethod(HandlerMethod method, @Nullable DefaultArguments defaults) {
		super(method);
		this.defaults = defaults;
		this.function = BridgeMethodResolver.findBridgedMethod(method.getMethod());
	}

	@Override
	protected @Nullable Object doInvoke(@Nullable Object... arguments) throws Exception {
		FutureContinuation continuation = new FutureContinuation();
		arguments[arguments.length - 1] = continuation;
		try {
			Object result = (this.defaults != null && this.defaults.areNeeded(arguments))
					? this.defaults.call(getBean(), arguments, continuation)
					: this.function.invoke(getBean(), arguments);
			return (result == IntrinsicsKt.getCOROUTINE_SUSPENDED()) ? continuation.future : withoutUnit(result);
		}
		catch (InvocationTargetException ex) {
			throw failure(ex);
		}
	}

	/** What a method has thrown. */
	static Exception failure(InvocationTargetException thrown) {
		if (thrown.getTargetException() instanceof Error error) {
			throw error;
		}
		return (thrown.getTargetException() instanceof Exception failure) ? failure : thrown;
	}

	static @Nullable Object withoutUnit(@Nullable Object result) {
		return (result == Unit.INSTANCE) ? null : result;
	}

	private static final class FutureContinuation implements Continuation<Object> {

		private final CompletableFuture<@Nullable Object> future = new CompletableFuture<>();

		@Override
		public CoroutineContext getContext() {
			return EmptyCoroutineContext.INSTANCE;
		}

		@Override
		public void resumeWith(@Nullable Object result) {
			try {
				ResultKt.throwOnFailure(result);
				this.future.complete(withoutUnit(result));
			}
			catch (Throwable ex) {
				this.future.completeExceptionally(ex);
			}
		}

	}

}
