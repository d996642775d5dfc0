/**
 * Applications that are looked after, from outside.
 */
@org.jspecify.annotations.NullMarked
package io.github.ablyspring.integration.observability;
