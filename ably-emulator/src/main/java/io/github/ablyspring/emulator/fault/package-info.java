/**
 * Misbehaviour on request, and a record of what was said.
 */
@NullMarked
package io.github.ablyspring.emulator.fault;

import org.jspecify.annotations.NullMarked;
