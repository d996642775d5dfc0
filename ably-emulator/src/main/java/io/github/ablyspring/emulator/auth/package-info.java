/**
 * Who may do what: keys, tokens, capabilities, revocation.
 */
@NullMarked
package io.github.ablyspring.emulator.auth;

import org.jspecify.annotations.NullMarked;
