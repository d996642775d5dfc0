/**
 * Push notifications: devices, their subscriptions, and delivery to a channel instead of
 * a device.
 */
@NullMarked
package io.github.ablyspring.emulator.push;

import org.jspecify.annotations.NullMarked;
