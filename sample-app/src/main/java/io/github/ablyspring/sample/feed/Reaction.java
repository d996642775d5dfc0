package io.github.ablyspring.sample.feed;

/**
 * What a supervisor thinks of something.
 *
 * @param serial what identifies the message
 * @param name which reaction
 */
record Reaction(String serial, String name) {
}
