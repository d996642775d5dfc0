/**
 * Keys, token requests and tokens: how a client proves who it is, and how it renews that
 * proof.
 */
@NullMarked
package io.github.ablyspring.auth;

import org.jspecify.annotations.NullMarked;
