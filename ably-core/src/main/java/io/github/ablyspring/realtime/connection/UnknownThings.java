package io.github.ablyspring.realtime.connection;

/**
 * How much came from the server that this version does not know, since the client was
 * created. None of it does harm: the service grows, and clients grow later.
 *
 * @param actions frames with an action that is not known; they were ignored
 * @param fields fields that were skipped
 * @param values numbers and flags that stand for nothing known, those of actions among
 * them
 */
public record UnknownThings(long actions, long fields, long values) {
}
