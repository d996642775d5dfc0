/**
 * Tokens for the browsers and devices of an application's users.
 */
@NullMarked
package io.github.ablyspring.boot.token;

import org.jspecify.annotations.NullMarked;
