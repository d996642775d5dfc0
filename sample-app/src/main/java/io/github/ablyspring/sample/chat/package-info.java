/**
 * What a customer and a courier write to each other, encrypted.
 */
@NullMarked
package io.github.ablyspring.sample.chat;

import org.jspecify.annotations.NullMarked;
