package io.github.ablyspring.boot.listener;

import java.io.Serial;
import java.util.stream.Collectors;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * A payload is not valid. Says why, but unlike what it extends not what the payload is,
 * as that may be secret and this is what is logged.
 */
final class InvalidPayloadException extends MethodArgumentNotValidException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String text;

	InvalidPayloadException(Message<?> message, MethodParameter parameter, BindingResult errors) {
		super(message, parameter, errors);
		this.text = "The payload for " + parameter.getExecutable().toGenericString() + " is not valid: "
				+ errors.getAllErrors().stream().map(InvalidPayloadException::text).collect(Collectors.joining(", "));
	}

	private static String text(ObjectError error) {
		String where = (error instanceof FieldError field) ? field.getField() : error.getObjectName();
		return "'" + where + "' " + error.getDefaultMessage();
	}

	@Override
	public String getMessage() {
		return this.text;
	}

	@Override
	public String toString() {
		return getClass().getName() + ": " + this.text;
	}

}
