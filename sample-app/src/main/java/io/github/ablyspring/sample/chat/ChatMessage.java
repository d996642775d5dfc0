package io.github.ablyspring.sample.chat;

/**
 * What somebody wrote.
 *
 * @param from who
 * @param text what
 */
record ChatMessage(String from, String text) {
}
