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
 * standard library.
 */
final class SuspendingHandlerMethod extends InvocableHandlerMethod {

	private final Method function;

	SuspendingHandlerMethod(HandlerMethod method) {
		super(method);
		this.function = BridgeMethodResolver.findBridgedMethod(method.getMethod());
	}

	@Override
	protected @Nullable Object doInvoke(@Nullable Object... arguments) throws Exception {
		FutureContinuation continuation = new FutureContinuation();
		arguments[arguments.length - 1] = continuation;
		try {
			Object result = this.function.invoke(getBean(), arguments);
			return (result == IntrinsicsKt.getCOROUTINE_SUSPENDED()) ? continuation.future : withoutUnit(result);
		}
		catch (InvocationTargetException ex) {
			if (ex.getTargetException() instanceof Exception failure) {
				throw failure;
			}
			if (ex.getTargetException() instanceof Error error) {
				throw error;
			}
			throw ex;
		}
	}

	private static @Nullable Object withoutUnit(@Nullable Object result) {
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
