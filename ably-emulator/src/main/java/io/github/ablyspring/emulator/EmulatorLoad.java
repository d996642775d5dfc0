package io.github.ablyspring.emulator;

/**
 * How much an emulator keeps.
 *
 * @param connections connections, with those that are lost and may come back
 * @param channels channels
 * @param historyBytes roughly the bytes of all histories
 */
public record EmulatorLoad(int connections, int channels, long historyBytes) {
}
