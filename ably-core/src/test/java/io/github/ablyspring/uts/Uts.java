package io.github.ablyspring.uts;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the portable test spec that a test method is derived from, as in
 * {@code @Uts("realtime/unit/RTN15h1/token-error-no-renew-0")}. {@link UtsRecorder}
 * writes down how it went.
 */
@Documented
@Repeatable(Uts.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Uts {

	/**
	 * The id of the spec.
	 * @return an id
	 */
	String value();

	/**
	 * Several specs that one method covers.
	 */
	@Documented
	@Retention(RetentionPolicy.RUNTIME)
	@Target(ElementType.METHOD)
	@interface List {

		/**
		 * The specs.
		 * @return one annotation for each id
		 */
		Uts[] value();

	}

}
