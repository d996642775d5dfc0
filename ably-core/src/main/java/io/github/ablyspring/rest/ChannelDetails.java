package io.github.ablyspring.rest;

/**
 * What Ably knows about a channel (CHD1).
 *
 * @param channelId the channel's name
 * @param status whether it is active, and its occupancy
 */
public record ChannelDetails(String channelId, ChannelStatus status) {

}
