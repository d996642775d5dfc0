package io.github.ablyspring.boot.listener;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;
import org.springframework.messaging.handler.annotation.MessageMapping;

/**
 * Has a method called with members that enter, leave or change on channels.
 *
 * @see AblyListener
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@MessageMapping
@Documented
public @interface AblyPresenceListener {

	/**
	 * Alias for {@link #channels()}.
	 * @return names of channels
	 */
	@AliasFor("channels")
	String[] value() default {};

	/**
	 * The channels to listen to.
	 * @return names of channels
	 */
	@AliasFor("value")
	String[] channels() default {};

	/**
	 * Which changes to be called with, such as <code>enter</code>; all when empty.
	 * @return the actions
	 */
	String[] actions() default {};

	/**
	 * The id under which the {@link AblyListenerRegistry} knows the container.
	 * @return the id; made up when empty
	 */
	String id() default "";

	/**
	 * The client to listen with: the name that it has under <code>ably.clients</code>, or
	 * what qualifies its bean.
	 * @return the name; the main client when empty
	 */
	String client() default "";

	/**
	 * Whether to listen from the start of the application on.
	 * @return {@code true} or {@code false}; {@code true} when empty
	 */
	String autoStartup() default "";

	/**
	 * The bean name of the {@link AblyListenerContainerFactory} to use.
	 * @return the name; the only or primary one when empty
	 */
	String containerFactory() default "";

	/**
	 * The bean name of the {@link AblyListenerErrorHandler} to call when the method
	 * fails.
	 * @return the name; the handler of the container factory when empty
	 */
	String errorHandler() default "";

}
