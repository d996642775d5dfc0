/**
 * Where listeners run.
 */
@NullMarked
package io.github.ablyspring.integration.listeners;

import org.jspecify.annotations.NullMarked;
