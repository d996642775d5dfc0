package io.github.ablyspring.emulator.connection;

import io.github.ablyspring.emulator.auth.Authority;
import io.github.ablyspring.emulator.auth.Identity;
import io.github.ablyspring.emulator.channel.Channels;
import io.github.ablyspring.emulator.limits.EmulatorLimits;
import io.github.ablyspring.emulator.time.EmulatorLoop;
import io.github.ablyspring.protocol.ConnectionDetails;

/**
 * What all connections of an emulator share.
 *
 * @param loop the thread and the time
 * @param limits how much is taken
 * @param authority who says who is who
 * @param channels the channels
 */
record ConnectionContext(EmulatorLoop loop, EmulatorLimits limits, Authority authority, Channels channels) {

	private static final String SERVER_ID = "ably-emulator";

	private static final String SITE_CODE = "local";

	private static final long UNLIMITED_RATE = 1_000_000;

	private static final long OBJECTS_GRACE = 86_400_000;

	/**
	 * What a client is told when it is connected.
	 * @param identity who it is
	 * @param key the key of its connection
	 * @return what holds for it
	 */
	ConnectionDetails detailsFor(Identity identity, ConnectionKey key) {
		int rate = this.limits.maxInboundRate();
		return ConnectionDetails.builder()
			.clientId(identity.clientId())
			.connectionKey(key.current())
			.maxMessageSize((long) this.limits.maxMessageSize())
			.maxFrameSize((long) this.limits.maxFrameSize())
			.maxInboundRate((rate > 0) ? rate : UNLIMITED_RATE)
			.connectionStateTtl(this.limits.connectionStateTtl().toMillis())
			.maxIdleInterval(this.limits.maxIdleInterval().toMillis())
			.serverId(SERVER_ID)
			.siteCode(SITE_CODE)
			.objectsGCGracePeriod(OBJECTS_GRACE)
			.build();
	}

}
