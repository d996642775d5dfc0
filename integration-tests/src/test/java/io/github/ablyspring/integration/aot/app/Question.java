package io.github.ablyspring.integration.aot.app;

/**
 * A payload.
 *
 * @param text what is asked
 */
public record Question(String text) {

}
