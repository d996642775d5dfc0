/**
 * Assertions that wait for what is to happen, as long as it may take and no longer.
 */
@NullMarked
package io.github.ablyspring.boot.test.assertj;

import org.jspecify.annotations.NullMarked;
