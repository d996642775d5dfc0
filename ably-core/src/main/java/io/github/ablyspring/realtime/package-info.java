/**
 * What the realtime state machines share.
 */
@NullMarked
package io.github.ablyspring.realtime;

import org.jspecify.annotations.NullMarked;
