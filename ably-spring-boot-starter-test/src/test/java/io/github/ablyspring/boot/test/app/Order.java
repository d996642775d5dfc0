package io.github.ablyspring.boot.test.app;

/**
 * An order.
 *
 * @param number its number
 */
public record Order(int number) {

}
