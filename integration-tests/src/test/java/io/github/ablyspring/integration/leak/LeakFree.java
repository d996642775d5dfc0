package io.github.ablyspring.integration.leak;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tracks every Netty buffer while the tests of a class run, and fails if one of them was
 * never released.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LeakFreeExtension.class)
public @interface LeakFree {

}
