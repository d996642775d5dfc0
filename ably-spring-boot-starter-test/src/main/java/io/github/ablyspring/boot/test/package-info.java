/**
 * Tests of applications that use Ably, without an account or a network.
 */
@NullMarked
package io.github.ablyspring.boot.test;

import org.jspecify.annotations.NullMarked;
