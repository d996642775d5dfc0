/**
 * Applications, their keys and their namespaces.
 */
@NullMarked
package io.github.ablyspring.emulator.apps;

import org.jspecify.annotations.NullMarked;
