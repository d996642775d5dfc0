/**
 * An application to process.
 */
@org.jspecify.annotations.NullMarked
package io.github.ablyspring.integration.aot.app;
