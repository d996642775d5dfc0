package io.github.ablyspring.boot.listener;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;
import org.springframework.messaging.handler.annotation.support.DefaultMessageHandlerMethodFactory;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolverComposite;
import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;
import org.springframework.validation.Validator;

/**
 * Makes listener methods callable with Ably messages.
 */
public final class AblyHandlerMethodFactory extends DefaultMessageHandlerMethodFactory {

	private final AblyPayloadConverter converter = new AblyPayloadConverter();

	private final @Nullable Validator payloadValidator;

	private final List<HandlerMethodArgumentResolver> additional;

	private final HandlerMethodArgumentResolverComposite resolvers = new HandlerMethodArgumentResolverComposite();

	/**
	 * Creates a factory.
	 * @param validator validates payloads, or {@code null} for none
	 * @param additional further resolvers of parameters, which are asked first
	 */
	public AblyHandlerMethodFactory(@Nullable Validator validator, List<HandlerMethodArgumentResolver> additional) {
		this.payloadValidator = validator;
		this.additional = List.copyOf(additional);
		setMessageConverter(this.converter);
	}

	@Override
	public InvocableHandlerMethod createInvocableHandlerMethod(Object bean, Method method) {
		InvocableHandlerMethod created = super.createInvocableHandlerMethod(bean, method);
		Class<?>[] parameters = method.getParameterTypes();
		if (parameters.length == 0) {
			return created;
		}
		DefaultArguments defaults = KotlinDetector.isKotlinReflectPresent() ? DefaultArguments.of(created.getMethod())
				: null;
		InvocableHandlerMethod ofKotlin;
		if (NativeTypes.isContinuation(parameters[parameters.length - 1])) {
			ofKotlin = new SuspendingHandlerMethod(created, defaults);
		}
		else if (defaults != null) {
			ofKotlin = new DefaultsHandlerMethod(created, defaults);
		}
		else {
			return created;
		}
		ofKotlin.setMessageMethodArgumentResolvers(this.resolvers);
		return ofKotlin;
	}

	@Override
	protected List<HandlerMethodArgumentResolver> initArgumentResolvers() {
		List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>(this.additional);
		resolvers.add(new NativeArgumentResolver());
		List<HandlerMethodArgumentResolver> defaults = super.initArgumentResolvers();
		// the last one takes every payload
		resolvers.addAll(defaults.subList(0, defaults.size() - 1));
		resolvers.add(new AblyPayloadArgumentResolver(this.converter, this.payloadValidator));
		this.resolvers.addResolvers(resolvers);
		return resolvers;
	}

}
