/**
 * A Spring Boot application that shows what the starter does.
 */
@NullMarked
package io.github.ablyspring.sample;

import org.jspecify.annotations.NullMarked;
