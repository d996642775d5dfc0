package io.github.ablyspring.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What the service tells about a connection, and what the client must keep to (CD2).
 * Durations are in ms; what is absent is null.
 *
 * @param clientId who the client is; {@code *} may be anybody
 * @param connectionKey the secret with which to resume
 * @param maxMessageSize the size of a publish, in bytes
 * @param maxFrameSize the size of a frame, in bytes
 * @param maxInboundRate how many protocol messages a client may send per second
 * @param connectionStateTtl how long the state outlives the connection
 * @param serverId which server this is, for debugging
 * @param maxIdleInterval after what silence the service gives a sign of life; 0 when it
 * need not
 * @param objectsGCGracePeriod how long deleted objects are remembered
 * @param siteCode which site this is
 */
public record ConnectionDetails(@Nullable String clientId, @Nullable String connectionKey,
		@Nullable Long maxMessageSize, @Nullable Long maxFrameSize, @Nullable Long maxInboundRate,
		@Nullable Long connectionStateTtl, @Nullable String serverId, @Nullable Long maxIdleInterval,
		@Nullable Long objectsGCGracePeriod, @Nullable String siteCode) {

	/** How it travels. */
	public static final WireType<ConnectionDetails> TYPE = WireType
		.describe("ConnectionDetails", Builder::new, Builder::build)
		.string("clientId", ConnectionDetails::clientId, Builder::clientId)
		.string("connectionKey", ConnectionDetails::connectionKey, Builder::connectionKey)
		.int64("maxMessageSize", ConnectionDetails::maxMessageSize, Builder::maxMessageSize)
		.int64("maxFrameSize", ConnectionDetails::maxFrameSize, Builder::maxFrameSize)
		.int64("maxInboundRate", ConnectionDetails::maxInboundRate, Builder::maxInboundRate)
		.int64("connectionStateTtl", ConnectionDetails::connectionStateTtl, Builder::connectionStateTtl)
		.string("serverId", ConnectionDetails::serverId, Builder::serverId)
		.int64("maxIdleInterval", ConnectionDetails::maxIdleInterval, Builder::maxIdleInterval)
		.int64("objectsGCGracePeriod", ConnectionDetails::objectsGCGracePeriod, Builder::objectsGCGracePeriod)
		.string("siteCode", ConnectionDetails::siteCode, Builder::siteCode)
		.build();

	/**
	 * Starts an empty one.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Starts from this one.
	 * @return a builder with all fields of this
	 */
	public Builder toBuilder() {
		Builder builder = new Builder();
		builder.clientId = this.clientId;
		builder.connectionKey = this.connectionKey;
		builder.maxMessageSize = this.maxMessageSize;
		builder.maxFrameSize = this.maxFrameSize;
		builder.maxInboundRate = this.maxInboundRate;
		builder.connectionStateTtl = this.connectionStateTtl;
		builder.serverId = this.serverId;
		builder.maxIdleInterval = this.maxIdleInterval;
		builder.objectsGCGracePeriod = this.objectsGCGracePeriod;
		builder.siteCode = this.siteCode;
		return builder;
	}

	/** Does not show the key. */
	@Override
	public String toString() {
		return "ConnectionDetails[clientId=" + this.clientId + ", siteCode=" + this.siteCode + ", serverId="
				+ this.serverId + ", maxMessageSize=" + this.maxMessageSize + ", maxFrameSize=" + this.maxFrameSize
				+ ", maxInboundRate=" + this.maxInboundRate + ", connectionStateTtl=" + this.connectionStateTtl
				+ ", maxIdleInterval=" + this.maxIdleInterval + ", objectsGCGracePeriod=" + this.objectsGCGracePeriod
				+ "]";
	}

	/** Gathers the fields. */
	public static final class Builder {

		private @Nullable String clientId;

		private @Nullable String connectionKey;

		private @Nullable Long maxMessageSize;

		private @Nullable Long maxFrameSize;

		private @Nullable Long maxInboundRate;

		private @Nullable Long connectionStateTtl;

		private @Nullable String serverId;

		private @Nullable Long maxIdleInterval;

		private @Nullable Long objectsGCGracePeriod;

		private @Nullable String siteCode;

		private Builder() {
		}

		/**
		 * Sets {@link ConnectionDetails#clientId()}.
		 * @param clientId the value
		 * @return this
		 */
		public Builder clientId(@Nullable String clientId) {
			this.clientId = clientId;
			return this;
		}

		/**
		 * Sets {@link ConnectionDetails#connectionKey()}.
		 * @param connectionKey the value
		 * @return this
		 */
		public Builder connectionKey(@Nullable String connectionKey) {
			this.connectionKey = connectionKey;
			return this;
		}

		/**
		 * Sets {@link ConnectionDetails#maxMessageSize()}.
		 * @param maxMessageSize the value
		 * @return this
		 */
		public Builder maxMessageSize(@Nullable Long maxMessageSize) {
			this.maxMessageSize = maxMessageSize;
			return this;
		}

		/**
		 * Sets {@link ConnectionDetails#maxFrameSize()}.
		 * @param maxFrameSize the value
		 * @return this
		 */
		public Builder maxFrameSize(@Nullable Long maxFrameSize) {
			this.maxFrameSize = maxFrameSize;
			return this;
		}

		/**
		 * Sets {@link ConnectionDetails#maxInboundRate()}.
		 * @param maxInboundRate the value
		 * @return this
		 */
		public Builder maxInboundRate(@Nullable Long maxInboundRate) {
			this.maxInboundRate = maxInboundRate;
			return this;
		}

		/**
		 * Sets {@link ConnectionDetails#connectionStateTtl()}.
		 * @param connectionStateTtl the value
		 * @return this
		 */
		public Builder connectionStateTtl(@Nullable Long connectionStateTtl) {
			this.connectionStateTtl = connectionStateTtl;
			return this;
		}

		/**
		 * Sets {@link ConnectionDetails#serverId()}.
		 * @param serverId the value
		 * @return this
		 */
		public Builder serverId(@Nullable String serverId) {
			this.serverId = serverId;
			return this;
		}

		/**
		 * Sets {@link ConnectionDetails#maxIdleInterval()}.
		 * @param maxIdleInterval the value
		 * @return this
		 */
		public Builder maxIdleInterval(@Nullable Long maxIdleInterval) {
			this.maxIdleInterval = maxIdleInterval;
			return this;
		}

		/**
		 * Sets {@link ConnectionDetails#objectsGCGracePeriod()}.
		 * @param objectsGCGracePeriod the value
		 * @return this
		 */
		public Builder objectsGCGracePeriod(@Nullable Long objectsGCGracePeriod) {
			this.objectsGCGracePeriod = objectsGCGracePeriod;
			return this;
		}

		/**
		 * Sets {@link ConnectionDetails#siteCode()}.
		 * @param siteCode the value
		 * @return this
		 */
		public Builder siteCode(@Nullable String siteCode) {
			this.siteCode = siteCode;
			return this;
		}

		/**
		 * Makes it.
		 * @return what was gathered
		 */
		public ConnectionDetails build() {
			return new ConnectionDetails(this.clientId, this.connectionKey, this.maxMessageSize, this.maxFrameSize,
					this.maxInboundRate, this.connectionStateTtl, this.serverId, this.maxIdleInterval,
					this.objectsGCGracePeriod, this.siteCode);
		}

	}

}
