package io.github.ablyspring.boot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of an application's Ably listeners, and of nothing else of it: its clients and
 * templates against an {@link EmbeddedAbly embedded server}, its components with listener
 * methods, and beans that make up the clients and listeners, such as interceptors and
 * error handlers. Other components are left out; a listener's collaborators are brought
 * in with <code>&#64;Import</code> or <code>&#64;MockitoBean</code>. REST takes the way
 * it takes in the application: through a {@code WebClient} and the circuit breaker. As in
 * Boot's own tests of this kind there are no meters and observations, no health and
 * endpoints, and nothing of the web: name what is needed in
 * <code>&#64;ImportAutoConfiguration</code>. <pre>
 * &#64;AblyTest(OrderListener.class)
 * class OrderListenerTests {
 *
 *     &#64;MockitoBean
 *     Warehouse warehouse;
 *
 *     &#64;Test
 *     void ships(&#64;Autowired AblyTemplate ably) {
 *         ably.publish("orders", "created", new Order(42));
 *         verify(this.warehouse, timeout(5000)).ship(new Order(42));
 *     }
 *
 * }
 * </pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(AblyTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(AblyTypeExcludeFilter.class)
@AutoConfigureAbly
@EmbeddedAbly
@ImportAutoConfiguration
public @interface AblyTest {

	/**
	 * Properties in the form <code>key=value</code>.
	 * @return the properties
	 */
	String[] properties() default {};

	/**
	 * Alias for {@link #listeners()}.
	 * @return the components
	 */
	@AliasFor("listeners")
	Class<?>[] value() default {};

	/**
	 * The components with listener methods to test.
	 * @return the components; all of them when empty
	 */
	@AliasFor("value")
	Class<?>[] listeners() default {};

	/**
	 * Whether to find what makes up clients and listeners, beside what the filters find.
	 * @return whether to
	 */
	boolean useDefaultFilters() default true;

	/**
	 * What else to find.
	 * @return the filters
	 */
	ComponentScan.Filter[] includeFilters() default {};

	/**
	 * What not to find.
	 * @return the filters
	 */
	ComponentScan.Filter[] excludeFilters() default {};

	/**
	 * Auto-configurations to leave out.
	 * @return the auto-configurations
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
