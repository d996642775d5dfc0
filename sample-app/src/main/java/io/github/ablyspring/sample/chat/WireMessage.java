package io.github.ablyspring.sample.chat;

/**
 * A message as one sees it who does not have the key.
 *
 * @param encoding how it is encoded
 * @param data the payload
 */
record WireMessage(String encoding, String data) {
}
