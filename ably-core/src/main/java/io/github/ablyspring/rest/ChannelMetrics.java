package io.github.ablyspring.rest;

/**
 * How many use a channel, and for what (CHM1). What the server does not tell is 0.
 *
 * @param connections attachments
 * @param presenceConnections attachments that may enter presence
 * @param presenceMembers members present
 * @param presenceSubscribers attachments that receive presence
 * @param publishers attachments that may publish
 * @param subscribers attachments that receive messages
 * @param objectPublishers attachments that may publish object operations
 * @param objectSubscribers attachments that receive object operations
 */
public record ChannelMetrics(int connections, int presenceConnections, int presenceMembers, int presenceSubscribers,
		int publishers, int subscribers, int objectPublishers, int objectSubscribers) {

	static final ChannelMetrics NONE = new ChannelMetrics(0, 0, 0, 0, 0, 0, 0, 0);

}
