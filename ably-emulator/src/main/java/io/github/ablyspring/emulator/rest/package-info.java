/**
 * The REST API: one small room for each kind of resource.
 */
@NullMarked
package io.github.ablyspring.emulator.rest;

import org.jspecify.annotations.NullMarked;
