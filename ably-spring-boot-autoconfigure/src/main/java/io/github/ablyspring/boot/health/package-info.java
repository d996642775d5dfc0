/**
 * What the health of an application tells of its Ably connections.
 */
@NullMarked
package io.github.ablyspring.boot.health;

import org.jspecify.annotations.NullMarked;
