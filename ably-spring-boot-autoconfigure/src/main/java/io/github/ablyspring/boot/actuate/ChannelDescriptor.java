package io.github.ablyspring.boot.actuate;

import java.util.Set;

import io.github.ablyspring.boot.actuate.ClientDescriptor.ErrorDescriptor;
import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.MailboxStatus;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import org.jspecify.annotations.Nullable;

/**
 * How a channel is doing.
 *
 * @param name its name
 * @param state its state
 * @param modes what the service permits on it
 * @param encrypted whether payloads are encrypted
 * @param subscriptions how many listeners and streams there are
 * @param mailbox how well they keep up
 * @param error the last error
 */
public record ChannelDescriptor(String name, ChannelState state, Set<ChannelMode> modes, boolean encrypted,
		int subscriptions, MailboxStatus mailbox, @Nullable ErrorDescriptor error) {

	static ChannelDescriptor of(RealtimeChannel channel) {
		return new ChannelDescriptor(channel.name(), channel.state(), channel.modes(),
				channel.options().cipher() != null, channel.listenerCount(), channel.mailbox(),
				ErrorDescriptor.of(channel.errorReason()));
	}

}
