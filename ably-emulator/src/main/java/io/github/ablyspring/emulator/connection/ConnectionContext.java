package io.github.ablyspring.emulator.connection;

import io.github.ablyspring.emulator.auth.Authority;
import io.github.ablyspring.emulator.channel.Channels;
import io.github.ablyspring.emulator.limits.EmulatorLimits;
import io.github.ablyspring.emulator.time.EmulatorLoop;

/**
 * What all connections of an emulator share.
 *
 * @param loop the thread and the time
 * @param limits how much is taken
 * @param authority who says who is who
 * @param channels the channels
 */
record ConnectionContext(EmulatorLoop loop, EmulatorLimits limits, Authority authority, Channels channels) {

	/**
	 * The name of this server, of use in logs only.
	 */
	static final String SERVER_ID = "ably-emulator";

	/**
	 * Where this server is.
	 */
	static final String SITE_CODE = "local";

}
