package io.github.ablyspring.boot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a Spring test an Ably-compatible server of its own, one per application context,
 * and has all the application's clients use it, whatever credentials are configured.
 * <pre>
 * &#64;SpringBootTest
 * &#64;EmbeddedAbly
 * class OrdersTests {
 *
 *     &#64;Test
 *     void aCreatedOrderSurvivesALostConnection(&#64;Autowired AblyTemplate ably, AblyFaults faults) {
 *         faults.disconnect();
 *         ably.publish("orders", "created", new Order(42));
 *         …
 *     }
 *
 * }
 * </pre>
 * <p>
 * Test methods, and those called before and after them, can have parameters of the types
 * {@link io.github.ablyspring.emulator.AblyEmulator} and
 * {@link io.github.ablyspring.emulator.fault.AblyFaults}; both are beans as well. Faults
 * that a test has left behind are taken back after it. An emulator with settings of its
 * own is used instead where it is a bean.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(EmbeddedAblyParameterResolver.class)
public @interface EmbeddedAbly {

}
