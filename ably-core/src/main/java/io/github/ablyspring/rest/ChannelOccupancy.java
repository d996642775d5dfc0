package io.github.ablyspring.rest;

/**
 * Who uses a channel (CHO1).
 *
 * @param metrics the numbers
 */
public record ChannelOccupancy(ChannelMetrics metrics) {

}
