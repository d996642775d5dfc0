package io.github.ablyspring.realtime.channel;

import java.util.function.Function;
import java.util.function.Supplier;

import io.github.ablyspring.realtime.connection.ConnectionLink;
import io.github.ablyspring.rest.RestChannels;
import io.github.ablyspring.transport.EventLog;
import io.github.ablyspring.transport.SerialLoop;
import io.github.ablyspring.transport.UserExecutor;

/**
 * What the channels of a client are made with. Internal.
 *
 * @param settings what the options of the client mean for channels
 * @param loop the client's loop
 * @param users where user code runs
 * @param link gives the connection, once there is one
 * @param rest the same channels over REST
 * @param log the client's log
 * @param objects makes what handles the objects of a channel
 */
public record ChannelParts(ChannelSettings settings, SerialLoop loop, UserExecutor users,
		Supplier<? extends ConnectionLink> link, RestChannels rest, EventLog log,
		Function<ChannelContext, ChannelPlugin> objects) {
}
