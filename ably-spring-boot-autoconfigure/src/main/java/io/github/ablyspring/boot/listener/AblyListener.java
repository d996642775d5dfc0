package io.github.ablyspring.boot.listener;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.ablyspring.message.MessageAction;

import org.springframework.core.annotation.AliasFor;
import org.springframework.messaging.handler.annotation.MessageMapping;

/**
 * Has a method called with the messages of channels, or, on a class, those of its methods
 * that are annotated with {@link AblyHandler}. All texts may contain placeholders
 * <code>${…}</code> and expressions <code>#{…}</code>. <pre>
 * &#64;AblyListener(channels = "orders", events = "created", rewind = "2m")
 * void created(Order order, &#64;Header(AblyHeaders.CLIENT_ID) String who) { … }
 * </pre>
 * <p>
 * A parameter can be the payload, converted to its type and validated where it is
 * annotated with <code>&#64;Valid</code>; the Ably message itself; a header; all headers;
 * or the channel. What the method returns goes to the channel that
 * {@link org.springframework.messaging.handler.annotation.SendTo} names, and of a
 * <code>Flux</code> each item as it comes. The next message waits until the method, or
 * the future, <code>Mono</code> or <code>Flux</code> that it returns, is done.
 */
@Target({ ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@MessageMapping
@Documented
@Repeatable(AblyListeners.class)
public @interface AblyListener {

	/**
	 * Alias for {@link #channels()}.
	 * @return names of channels
	 */
	@AliasFor("channels")
	String[] value() default {};

	/**
	 * The channels to listen to. An expression may give several.
	 * @return names of channels
	 */
	@AliasFor("value")
	String[] channels() default {};

	/**
	 * The names of the messages to be called with; all when empty.
	 * @return names of events
	 */
	String[] events() default {};

	/**
	 * What may have happened to the messages to be called with: whether they were
	 * created, updated or deleted. Summaries of annotations, which have no payload, come
	 * to who names them.
	 * @return the actions; all but summaries when empty
	 */
	MessageAction[] actions() default {};

	/**
	 * A JMESPath expression by which Ably filters before it sends, such as
	 * <code>headers.region == `"eu"`</code>.
	 * @return the expression, empty for none
	 */
	String filter() default "";

	/**
	 * How far to go back when the channel is attached: a number of messages, or a time
	 * such as <code>2m</code>.
	 * @return how far, empty for not at all
	 */
	String rewind() default "";

	/**
	 * Further parameters of the channel, as <code>name=value</code>.
	 * @return the parameters
	 */
	String[] params() default {};

	/**
	 * Modes to attach with, such as <code>subscribe</code>; by default all that are
	 * granted.
	 * @return the modes
	 */
	String[] modes() default {};

	/**
	 * The key of the channels' encryption, in base64.
	 * @return the key, empty for none
	 */
	String cipher() default "";

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
	 * How many messages of a channel are handled at the same time.
	 * @return the number; 1, in order, when empty
	 */
	String concurrency() default "";

	/**
	 * Which messages stay in order when several are handled at the same time.
	 * @return the order
	 */
	ListenerOrder order() default ListenerOrder.BY_KEY;

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
