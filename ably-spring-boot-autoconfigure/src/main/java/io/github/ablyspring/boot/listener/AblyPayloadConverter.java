package io.github.ablyspring.boot.listener;

import java.lang.reflect.Type;

import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.message.TypeRef;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.SmartMessageConverter;

/**
 * Converts the data of an Ably message to what a parameter asks for, by the payload
 * mapper of the client that has received it.
 */
final class AblyPayloadConverter implements SmartMessageConverter {

	@Override
	public @Nullable Object fromMessage(org.springframework.messaging.Message<?> message, Class<?> targetClass) {
		return fromMessage(message, targetClass, null);
	}

	@Override
	public @Nullable Object fromMessage(org.springframework.messaging.Message<?> message, Class<?> targetClass,
			@Nullable Object conversionHint) {
		Object payload = message.getPayload();
		if (targetClass.isInstance(payload) && targetClass != Object.class) {
			return payload;
		}
		Type type = (conversionHint instanceof MethodParameter parameter) ? payloadType(parameter) : targetClass;
		try {
			return data(payload, targetClass, type);
		}
		catch (RuntimeException ex) {
			throw new MessageConversionException(message, "The data of a message on the channel "
					+ message.getHeaders().get(AblyHeaders.CHANNEL) + " is not a " + type.getTypeName(), ex);
		}
	}

	private static Type payloadType(MethodParameter parameter) {
		boolean whole = org.springframework.messaging.Message.class.isAssignableFrom(parameter.getParameterType());
		return (whole ? parameter.nested() : parameter.nestedIfOptional()).getNestedGenericParameterType();
	}

	private static @Nullable Object data(Object payload, Class<?> targetClass, Type type) {
		boolean asItIs = targetClass == Object.class;
		TypeRef<Object> ref = TypeRef.of(type);
		if (payload instanceof Message message) {
			return asItIs ? message.data() : message.data(ref);
		}
		if (payload instanceof PresenceMessage member) {
			return asItIs ? member.data() : member.data(ref);
		}
		if (payload instanceof Annotation annotation) {
			return asItIs ? annotation.data() : annotation.data(ref);
		}
		return null;
	}

	@Override
	public org.springframework.messaging.@Nullable Message<?> toMessage(Object payload,
			@Nullable MessageHeaders headers) {
		return null;
	}

	@Override
	public org.springframework.messaging.@Nullable Message<?> toMessage(Object payload,
			@Nullable MessageHeaders headers, @Nullable Object conversionHint) {
		return null;
	}

}
