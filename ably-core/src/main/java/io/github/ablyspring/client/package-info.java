/**
 * What a user touches first: the clients, their options and the resources they share.
 */
@NullMarked
package io.github.ablyspring.client;

import org.jspecify.annotations.NullMarked;
