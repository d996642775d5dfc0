/**
 * Tests of authentication.
 */
@NullMarked
package io.github.ablyspring.auth;

import org.jspecify.annotations.NullMarked;
