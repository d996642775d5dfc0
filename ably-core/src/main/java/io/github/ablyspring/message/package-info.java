/**
 * Messages, presence messages and annotations as an application sees them, and the way
 * their payloads travel: JSON, Base64, encryption and deltas.
 */
@NullMarked
package io.github.ablyspring.message;

import org.jspecify.annotations.NullMarked;
