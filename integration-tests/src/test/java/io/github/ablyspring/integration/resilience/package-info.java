/**
 * Our client against an emulator that misbehaves, under load: nothing is lost, nothing is
 * doubled, and the order stays.
 */
@NullMarked
package io.github.ablyspring.integration.resilience;

import org.jspecify.annotations.NullMarked;
