package io.github.ablyspring.realtime.channel;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.github.ablyspring.message.ChannelDefaults;
import io.github.ablyspring.message.PayloadMapper;
import io.github.ablyspring.message.PublishObservers;
import io.github.ablyspring.message.VcdiffDecoder;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.realtime.connection.ReconnectDelay;
import org.jspecify.annotations.Nullable;

/**
 * What the options of a client mean for its channels. Internal.
 *
 * @param format the format of frames
 * @param requestTimeout how long the server may take to answer an attach or a detach
 * (TO3l11)
 * @param retryTimeout the base of the time until a suspended channel attaches again
 * (TO3l7)
 * @param retryDelay makes of the base the time to wait
 * @param strictMode whether what cannot work fails (TO3r)
 * @param echoMessages whether own messages are delivered (TO3h)
 * @param queueMessages whether what is published waits for channel and connection (TO3g)
 * @param mailbox how much waits for listeners
 * @param detachWhenUnused whether a channel detaches when its last listener goes
 * @param restFallback whether publishes go over REST while there is no connection
 * @param maxPending how many publishes may wait before they reach the connection
 * @param publishTimeout how long a publish may wait for its acknowledgement, unless it
 * says otherwise
 * @param clientId the client id that is known for sure, if there is one (RSA7)
 * @param mapper makes JSON of objects and back
 * @param vcdiff applies deltas, if anything can
 * @param interceptors look at messages on their way
 * @param publishObservers watch what is published
 * @param observers watch the channels
 * @param defaults the options of channels that are asked for without any
 */
public record ChannelSettings(WireFormat format, Duration requestTimeout, Duration retryTimeout,
		ReconnectDelay retryDelay, boolean strictMode, boolean echoMessages, boolean queueMessages,
		MailboxOptions mailbox, boolean detachWhenUnused, boolean restFallback, int maxPending,
		@Nullable Duration publishTimeout, Supplier<@Nullable String> clientId, PayloadMapper mapper,
		@Nullable VcdiffDecoder vcdiff, List<MessageInterceptor> interceptors, PublishObservers publishObservers,
		List<ChannelObserver> observers, ChannelDefaults defaults) {

	public ChannelSettings {
		interceptors = List.copyOf(interceptors);
		observers = List.copyOf(observers);
		vcdiff = (vcdiff != VcdiffDecoder.NONE) ? vcdiff : null;
	}

}
