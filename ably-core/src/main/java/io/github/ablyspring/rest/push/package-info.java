/**
 * What push notifications are made of: payloads, recipients, registered devices and
 * channel subscriptions.
 */
@NullMarked
package io.github.ablyspring.rest.push;

import org.jspecify.annotations.NullMarked;
