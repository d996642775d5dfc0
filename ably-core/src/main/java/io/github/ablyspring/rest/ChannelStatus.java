package io.github.ablyspring.rest;

/**
 * Whether a channel is active, and who uses it (CHS1).
 *
 * @param isActive whether it is active; asking activates it
 * @param occupancy who uses it
 */
public record ChannelStatus(boolean isActive, ChannelOccupancy occupancy) {

}
