package io.github.ablyspring.boot.listener;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;
import org.springframework.messaging.handler.annotation.support.PayloadMethodArgumentResolver;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Validator;

/**
 * Resolves the payload. Unlike the resolver it builds on it knows that a message may have
 * no data: that is {@code null} for a parameter that is optional, and invalid otherwise.
 */
final class AblyPayloadArgumentResolver extends PayloadMethodArgumentResolver {

	private final SmartMessageConverter converter;

	AblyPayloadArgumentResolver(SmartMessageConverter converter, @Nullable Validator validator) {
		super(converter, validator, true);
		this.converter = converter;
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) throws Exception {
		Payload annotation = parameter.getParameterAnnotation(Payload.class);
		boolean optional = parameter.isOptional() || (annotation != null && !annotation.required());
		boolean wrapped = parameter.getParameterType() == Optional.class;
		MethodParameter target = wrapped ? parameter.nestedIfOptional() : parameter;
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(target.getNestedParameterType());
		Object payload = this.converter.fromMessage(message, type, parameter);
		if (payload == null) {
			if (!optional) {
				throw new MethodArgumentNotValidException(message, parameter);
			}
			return wrapped ? Optional.empty() : null;
		}
		Assert.state(type.isInstance(payload), () -> "The payload is a " + payload.getClass().getName());
		validate(MessageBuilder.withPayload(payload).copyHeaders(message.getHeaders()).build(), target, payload);
		return wrapped ? Optional.of(payload) : payload;
	}

	@Override
	protected void validate(Message<?> message, MethodParameter parameter, Object target) {
		try {
			super.validate(message, parameter, target);
		}
		catch (MethodArgumentNotValidException ex) {
			BindingResult errors = ex.getBindingResult();
			throw (errors != null) ? new InvalidPayloadException(message, parameter, errors) : ex;
		}
	}

}
