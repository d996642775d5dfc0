package io.github.ablyspring.rest;

import io.github.ablyspring.protocol.WireType;

/**
 * How {@link ChannelDetails} travel. Whatever the server leaves out is taken as zero or
 * inactive.
 */
final class ChannelDetailsTypes {

	static final WireType<ChannelMetrics> METRICS = WireType
		.describe("ChannelMetrics", MetricsFields::new, MetricsFields::build)
		.integer("connections", 0, ChannelMetrics::connections, (to, value) -> to.connections = value)
		.integer("presenceConnections", 0, ChannelMetrics::presenceConnections,
				(to, value) -> to.presenceConnections = value)
		.integer("presenceMembers", 0, ChannelMetrics::presenceMembers, (to, value) -> to.presenceMembers = value)
		.integer("presenceSubscribers", 0, ChannelMetrics::presenceSubscribers,
				(to, value) -> to.presenceSubscribers = value)
		.integer("publishers", 0, ChannelMetrics::publishers, (to, value) -> to.publishers = value)
		.integer("subscribers", 0, ChannelMetrics::subscribers, (to, value) -> to.subscribers = value)
		.integer("objectPublishers", 0, ChannelMetrics::objectPublishers, (to, value) -> to.objectPublishers = value)
		.integer("objectSubscribers", 0, ChannelMetrics::objectSubscribers, (to, value) -> to.objectSubscribers = value)
		.build();

	static final WireType<ChannelOccupancy> OCCUPANCY = WireType
		.describe("ChannelOccupancy", OccupancyFields::new, OccupancyFields::build)
		.object("metrics", METRICS, ChannelOccupancy::metrics, (to, value) -> to.metrics = value)
		.build();

	static final WireType<ChannelStatus> STATUS = WireType
		.describe("ChannelStatus", StatusFields::new, StatusFields::build)
		.bool("isActive", ChannelStatus::isActive, (to, value) -> to.active = value)
		.object("occupancy", OCCUPANCY, ChannelStatus::occupancy, (to, value) -> to.occupancy = value)
		.build();

	static final WireType<ChannelDetails> DETAILS = WireType
		.describe("ChannelDetails", DetailsFields::new, DetailsFields::build)
		.string("channelId", ChannelDetails::channelId, (to, value) -> to.channelId = value)
		.object("status", STATUS, ChannelDetails::status, (to, value) -> to.status = value)
		.build();

	private ChannelDetailsTypes() {
	}

	private static final class MetricsFields {

		private int connections;

		private int presenceConnections;

		private int presenceMembers;

		private int presenceSubscribers;

		private int publishers;

		private int subscribers;

		private int objectPublishers;

		private int objectSubscribers;

		ChannelMetrics build() {
			return new ChannelMetrics(this.connections, this.presenceConnections, this.presenceMembers,
					this.presenceSubscribers, this.publishers, this.subscribers, this.objectPublishers,
					this.objectSubscribers);
		}

	}

	private static final class OccupancyFields {

		private ChannelMetrics metrics = ChannelMetrics.NONE;

		ChannelOccupancy build() {
			return new ChannelOccupancy(this.metrics);
		}

	}

	private static final class StatusFields {

		private boolean active;

		private ChannelOccupancy occupancy = new ChannelOccupancy(ChannelMetrics.NONE);

		ChannelStatus build() {
			return new ChannelStatus(this.active, this.occupancy);
		}

	}

	private static final class DetailsFields {

		private String channelId = "";

		private ChannelStatus status = new StatusFields().build();

		ChannelDetails build() {
			return new ChannelDetails(this.channelId, this.status);
		}

	}

}
