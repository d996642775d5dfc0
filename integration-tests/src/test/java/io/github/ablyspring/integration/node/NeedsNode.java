package io.github.ablyspring.integration.node;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks tests that run the official client for JavaScript. They belong to the profile
 * {@code node}, and are skipped where Node, npm or the registry is missing.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Tag("node")
@ExtendWith(NodeCondition.class)
public @interface NeedsNode {

}
