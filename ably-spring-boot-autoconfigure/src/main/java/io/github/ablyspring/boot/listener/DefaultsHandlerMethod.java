package io.github.ablyspring.boot.listener;

import java.lang.reflect.InvocationTargetException;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;

/**
 * A function of Kotlin of whose parameters some have defaults.
 */
final class DefaultsHandlerMethod extends InvocableHandlerMethod {

	private final DefaultArguments defaults;

	DefaultsHandlerMethod(HandlerMethod method, DefaultArguments defaults) {
		super(method);
		this.defaults = defaults;
	}

	@Override
	protected @Nullable Object doInvoke(@Nullable Object... arguments) throws Exception {
		if (!this.defaults.areNeeded(arguments)) {
			return super.doInvoke(arguments);
		}
		try {
			return SuspendingHandlerMethod.withoutUnit(this.defaults.call(getBean(), arguments));
		}
		catch (Exception ex) {
			// not declared there: Kotlin has no checked exceptions
			throw (ex instanceof InvocationTargetException thrown) ? SuspendingHandlerMethod.failure(thrown) : ex;
		}
	}

}
