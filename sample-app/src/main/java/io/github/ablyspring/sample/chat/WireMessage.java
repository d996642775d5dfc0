package io.github.ablyspring.sample.chat;

import org.jspecify.annotations.Nullable;

/**
 * A message as one sees it who does not have the key.
 *
 * @param encoding how it is encoded
 * @param data the payload
 */
record WireMessage(@Nullable String encoding, String data) {
}
