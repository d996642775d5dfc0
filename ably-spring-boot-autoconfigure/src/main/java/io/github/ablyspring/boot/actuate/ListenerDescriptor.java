package io.github.ablyspring.boot.actuate;

import java.util.List;

/**
 * An annotated listener.
 *
 * @param id its id
 * @param channels the channels it listens to
 * @param running whether it listens
 * @param inFlight how many messages it handles at this moment, or has no thread for yet
 */
public record ListenerDescriptor(String id, List<String> channels, boolean running, int inFlight) {
}
