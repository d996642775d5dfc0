package io.github.ablyspring.boot.listener;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.messaging.handler.annotation.MessageMapping;

/**
 * One of the methods of a class with {@link AblyListener}. A message goes to the method
 * that names its event; if there is none, to one without events whose payload is of the
 * kind of the message's data: a string, bytes, or an object.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@MessageMapping
@Documented
public @interface AblyHandler {

	/**
	 * The names of the messages the method is for.
	 * @return names of events; empty for whatever no other method is for
	 */
	String[] value() default {};

}
