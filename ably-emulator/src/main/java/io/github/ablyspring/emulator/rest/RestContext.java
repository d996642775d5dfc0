package io.github.ablyspring.emulator.rest;

import java.util.Map;

import io.github.ablyspring.emulator.apps.Apps;
import io.github.ablyspring.emulator.auth.Authority;
import io.github.ablyspring.emulator.auth.Identity;
import io.github.ablyspring.emulator.auth.Operation;
import io.github.ablyspring.emulator.channel.Channel;
import io.github.ablyspring.emulator.channel.ChannelName;
import io.github.ablyspring.emulator.channel.Channels;
import io.github.ablyspring.emulator.connection.Connections;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.limits.EmulatorLimits;
import io.github.ablyspring.emulator.push.PushService;
import io.github.ablyspring.emulator.stats.StatsBook;
import io.github.ablyspring.emulator.time.EmulatorLoop;

/**
 * What the rooms of the REST API work on.
 *
 * @param loop the thread and the time
 * @param limits how much is taken
 * @param apps the applications
 * @param authority who says who is who
 * @param channels the channels
 * @param connections the connections
 * @param push the devices and their subscriptions
 * @param stats the statistics
 */
public record RestContext(EmulatorLoop loop, EmulatorLimits limits, Apps apps, Authority authority, Channels channels,
		Connections connections, PushService push, StatsBook stats) {

	/**
	 * Says who makes a request, or refuses.
	 * @param request the request
	 * @return who it is
	 */
	Identity identify(RestRequest request) {
		return this.authority.identify(request.credentials(), request.clientId());
	}

	/**
	 * Says who makes a request about a channel, and refuses unless that is permitted.
	 * @param request the request
	 * @param path the parameters in its path
	 * @param anyOf operations of which one has to be permitted
	 * @return the channel and who it is
	 */
	OnChannel onChannel(RestRequest request, Map<String, String> path, Operation... anyOf) {
		Identity identity = identify(request);
		ChannelName name = ChannelName.parse(path.getOrDefault("channel", ""));
		for (Operation operation : anyOf) {
			if (identity.grants().permits(operation, name.qualifier(), name.name())) {
				return new OnChannel(identity, name, this.channels.get(identity.app(), name));
			}
		}
		throw Refusals.capability(anyOf[0].wireName(), name.written());
	}

	/**
	 * Somebody who asks something of a channel.
	 *
	 * @param identity who asks
	 * @param name the channel as it was addressed
	 * @param channel the channel
	 */
	record OnChannel(Identity identity, ChannelName name, Channel channel) {
	}

}
