/**
 * News for supervisors, and what they think of them.
 */
@NullMarked
package io.github.ablyspring.sample.feed;

import org.jspecify.annotations.NullMarked;
