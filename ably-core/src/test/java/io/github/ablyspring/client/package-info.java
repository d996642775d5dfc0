/**
 * Tests of the clients and their options.
 */
@NullMarked
package io.github.ablyspring.client;

import org.jspecify.annotations.NullMarked;
