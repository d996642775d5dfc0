package io.github.ablyspring.boot.test;

import java.lang.reflect.Constructor;

import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.fault.AblyFaults;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Gives test methods the emulator of their application context, and its faults.
 */
final class EmbeddedAblyParameterResolver implements ParameterResolver {

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		// Spring itself sees to constructors, and to what is annotated
		return (type == AblyEmulator.class || type == AblyFaults.class)
				&& !(parameter.getDeclaringExecutable() instanceof Constructor)
				&& !parameter.isAnnotated(Autowired.class) && !parameter.isAnnotated(Qualifier.class);
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		AblyEmulator emulator = SpringExtension.getApplicationContext(context).getBean(AblyEmulator.class);
		return (parameter.getParameter().getType() == AblyFaults.class) ? emulator.faults() : emulator;
	}

}
