package io.github.ablyspring.integration.aot.app;

/**
 * A payload that only a template is given, so nobody but the application knows of it.
 *
 * @param text what is announced
 */
public record Announcement(String text) {

}
