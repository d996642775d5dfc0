package io.github.ablyspring.boot.listener;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import kotlin.coroutines.Continuation;
import kotlin.reflect.KClass;
import kotlin.reflect.KFunction;
import kotlin.reflect.KParameter;
import kotlin.reflect.full.KCallables;
import kotlin.reflect.jvm.KCallablesJvm;
import kotlin.reflect.jvm.ReflectJvmMapping;
import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;

/**
 * Leaves parameters of a function of Kotlin that there is nothing for to their defaults.
 * Needs Kotlin's library for reflection, which only applications in Kotlin have.
 */
final class DefaultArguments {

	private final KFunction<?> function;

	private final List<KParameter> parameters;

	private DefaultArguments(KFunction<?> function) {
		this.function = function;
		this.parameters = function.getParameters();
		KCallablesJvm.setAccessible(function, true);
	}

	/** The defaults of a method, or {@code null} when it has none. */
	static @Nullable DefaultArguments of(Method method) {
		if (!KotlinDetector.isKotlinType(method.getDeclaringClass())) {
			return null;
		}
		KFunction<?> function = ReflectJvmMapping.getKotlinFunction(method);
		if (function == null || function.getParameters().stream().noneMatch(KParameter::isOptional)
				|| function.getParameters().stream().anyMatch(DefaultArguments::isUnboxed)) {
			return null;
		}
		return new DefaultArguments(function);
	}

	// such a parameter's argument is not of the parameter's type
	private static boolean isUnboxed(KParameter parameter) {
		return parameter.getType().getClassifier() instanceof KClass<?> type && type.isValue();
	}

	/** Whether there is a parameter with a default and without an argument. */
	boolean areNeeded(@Nullable Object[] arguments) {
		for (int i = 1; i < this.parameters.size(); i++) {
			if (this.parameters.get(i).isOptional() && arguments[i - 1] == null) {
				return true;
			}
		}
		return false;
	}

	@Nullable Object call(@Nullable Object bean, @Nullable Object[] arguments) {
		return this.function.callBy(all(bean, arguments));
	}

	@Nullable Object call(@Nullable Object bean, @Nullable Object[] arguments, Continuation<Object> continuation) {
		return KCallables.callSuspendBy(this.function, all(bean, arguments), continuation);
	}

	private Map<KParameter, @Nullable Object> all(@Nullable Object bean, @Nullable Object[] arguments) {
		Map<KParameter, @Nullable Object> all = new HashMap<>();
		all.put(this.parameters.get(0), bean);
		for (int i = 1; i < this.parameters.size(); i++) {
			KParameter parameter = this.parameters.get(i);
			if (arguments[i - 1] != null || !parameter.isOptional()) {
				all.put(parameter, arguments[i - 1]);
			}
		}
		return all;
	}

}
