/**
 * Applications that are processed ahead of time.
 */
@org.jspecify.annotations.NullMarked
package io.github.ablyspring.integration.aot;
