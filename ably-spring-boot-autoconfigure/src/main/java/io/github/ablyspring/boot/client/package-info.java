/**
 * The clients of an application, by name.
 */
@NullMarked
package io.github.ablyspring.boot.client;

import org.jspecify.annotations.NullMarked;
