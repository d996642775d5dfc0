/**
 * Long polling, for clients without WebSockets.
 */
@NullMarked
package io.github.ablyspring.integration.comet;

import org.jspecify.annotations.NullMarked;
