package io.github.ablyspring.emulator.limits;

import java.time.Duration;

/**
 * How much an emulator takes. The defaults are those of the service where it has a fixed
 * one, and otherwise generous enough for tests and small enough to keep a process alive.
 *
 * @param maxMessageSize bytes in what is published at once
 * @param maxFrameSize bytes in a frame
 * @param maxConnections connections at the same time
 * @param maxChannelsPerConnection channels attached to by one connection
 * @param maxChannels channels altogether
 * @param maxInboundRate messages a second from one connection; zero is any number
 * @param maxHistoryEntries entries kept for one channel
 * @param maxHistoryBytes bytes kept for all channels
 * @param retention how long messages are kept where they are not persisted
 * @param persistedRetention how long messages are kept where they are
 * @param connectionStateTtl how long a connection can be resumed
 * @param maxIdleInterval how long the server is silent at most
 * @param presenceGrace how long a member stays present when its connection is lost
 * @param maxPresenceMembers members present on one channel
 */
public record EmulatorLimits(int maxMessageSize, int maxFrameSize, int maxConnections, int maxChannelsPerConnection,
		int maxChannels, int maxInboundRate, int maxHistoryEntries, long maxHistoryBytes, Duration retention,
		Duration persistedRetention, Duration connectionStateTtl, Duration maxIdleInterval, Duration presenceGrace,
		int maxPresenceMembers) {

	private static final long MAX_HISTORY = 128L * 1024 * 1024;

	private static final EmulatorLimits DEFAULTS = new Builder().build();

	/**
	 * The usual limits.
	 * @return the limits
	 */
	public static EmulatorLimits defaults() {
		return DEFAULTS;
	}

	/**
	 * Starts with the usual limits.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Builds limits.
	 */
	public static final class Builder {

		private int maxMessageSize = 65_536;

		private int maxFrameSize = 524_288;

		private int maxConnections = 20_000;

		private int maxChannelsPerConnection = 10_000;

		private int maxChannels = 100_000;

		private int maxInboundRate;

		private int maxHistoryEntries = 20_000;

		private long maxHistoryBytes = Math.min(MAX_HISTORY, Runtime.getRuntime().maxMemory() / 4);

		private Duration retention = Duration.ofMinutes(2);

		private Duration persistedRetention = Duration.ofHours(72);

		private Duration connectionStateTtl = Duration.ofMinutes(2);

		private Duration maxIdleInterval = Duration.ofSeconds(15);

		private Duration presenceGrace = Duration.ofSeconds(15);

		private int maxPresenceMembers = 20_000;

		private Builder() {
		}

		/**
		 * Bytes in what is published at once.
		 * @param maxMessageSize the limit
		 * @return this
		 */
		public Builder maxMessageSize(int maxMessageSize) {
			this.maxMessageSize = maxMessageSize;
			return this;
		}

		/**
		 * Bytes in a frame.
		 * @param maxFrameSize the limit
		 * @return this
		 */
		public Builder maxFrameSize(int maxFrameSize) {
			this.maxFrameSize = maxFrameSize;
			return this;
		}

		/**
		 * Connections at the same time.
		 * @param maxConnections the limit
		 * @return this
		 */
		public Builder maxConnections(int maxConnections) {
			this.maxConnections = maxConnections;
			return this;
		}

		/**
		 * Channels attached to by one connection.
		 * @param maxChannelsPerConnection the limit
		 * @return this
		 */
		public Builder maxChannelsPerConnection(int maxChannelsPerConnection) {
			this.maxChannelsPerConnection = maxChannelsPerConnection;
			return this;
		}

		/**
		 * Channels altogether.
		 * @param maxChannels the limit
		 * @return this
		 */
		public Builder maxChannels(int maxChannels) {
			this.maxChannels = maxChannels;
			return this;
		}

		/**
		 * Messages a second from one connection.
		 * @param maxInboundRate the limit; zero is none
		 * @return this
		 */
		public Builder maxInboundRate(int maxInboundRate) {
			this.maxInboundRate = maxInboundRate;
			return this;
		}

		/**
		 * Entries kept for one channel.
		 * @param maxHistoryEntries the limit
		 * @return this
		 */
		public Builder maxHistoryEntries(int maxHistoryEntries) {
			this.maxHistoryEntries = maxHistoryEntries;
			return this;
		}

		/**
		 * Bytes kept for all channels. Without this, 128 MB, or a quarter of the heap if
		 * that is less. The members present may have as much again.
		 * @param maxHistoryBytes the limit
		 * @return this
		 */
		public Builder maxHistoryBytes(long maxHistoryBytes) {
			this.maxHistoryBytes = maxHistoryBytes;
			return this;
		}

		/**
		 * How long messages are kept where they are not persisted.
		 * @param retention how long
		 * @return this
		 */
		public Builder retention(Duration retention) {
			this.retention = retention;
			return this;
		}

		/**
		 * How long messages are kept where they are persisted.
		 * @param persistedRetention how long
		 * @return this
		 */
		public Builder persistedRetention(Duration persistedRetention) {
			this.persistedRetention = persistedRetention;
			return this;
		}

		/**
		 * How long a connection can be resumed.
		 * @param connectionStateTtl how long
		 * @return this
		 */
		public Builder connectionStateTtl(Duration connectionStateTtl) {
			this.connectionStateTtl = connectionStateTtl;
			return this;
		}

		/**
		 * How long the server is silent at most.
		 * @param maxIdleInterval how long
		 * @return this
		 */
		public Builder maxIdleInterval(Duration maxIdleInterval) {
			this.maxIdleInterval = maxIdleInterval;
			return this;
		}

		/**
		 * How long a member stays present when its connection is lost.
		 * @param presenceGrace how long
		 * @return this
		 */
		public Builder presenceGrace(Duration presenceGrace) {
			this.presenceGrace = presenceGrace;
			return this;
		}

		/**
		 * Members present on one channel.
		 * @param maxPresenceMembers the limit
		 * @return this
		 */
		public Builder maxPresenceMembers(int maxPresenceMembers) {
			this.maxPresenceMembers = maxPresenceMembers;
			return this;
		}

		/**
		 * Builds the limits.
		 * @return the limits
		 */
		public EmulatorLimits build() {
			return new EmulatorLimits(this.maxMessageSize, this.maxFrameSize, this.maxConnections,
					this.maxChannelsPerConnection, this.maxChannels, this.maxInboundRate, this.maxHistoryEntries,
					this.maxHistoryBytes, this.retention, this.persistedRetention, this.connectionStateTtl,
					this.maxIdleInterval, this.presenceGrace, this.maxPresenceMembers);
		}

	}

}
