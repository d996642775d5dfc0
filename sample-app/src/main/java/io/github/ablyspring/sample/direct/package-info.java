/**
 * What browsers need that connect straight to Ably.
 */
@NullMarked
package io.github.ablyspring.sample.direct;

import org.jspecify.annotations.NullMarked;
