package io.github.ablyspring.realtime.channel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.MessageDecoder;
import io.github.ablyspring.message.MessageEncoder;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.realtime.connection.AckListener;
import io.github.ablyspring.realtime.connection.ConnectionLink;
import io.github.ablyspring.realtime.connection.PendingPublish;
import io.github.ablyspring.rest.RestChannel;
import io.github.ablyspring.transport.EventLog;
import io.github.ablyspring.transport.SerialLoop;
import io.github.ablyspring.transport.UserExecutor;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of a channel, such as presence and annotations, may ask of it. Internal.
 */
public interface ChannelContext {

	/**
	 * The channel's name.
	 * @return the name
	 */
	String name();

	/**
	 * The current state. From any thread, exact on the loop.
	 * @return the state
	 */
	ChannelState state();

	/**
	 * The last error of the channel.
	 * @return the error, if there was one
	 */
	@Nullable ErrorInfo errorReason();

	/**
	 * The options in force.
	 * @return the options
	 */
	ChannelOptions options();

	/**
	 * Whether the server has granted a mode.
	 * @param mode the mode
	 * @return whether it is granted
	 */
	boolean granted(ChannelMode mode);

	/**
	 * What the client's options mean for its channels.
	 * @return the settings
	 */
	ChannelSettings settings();

	/**
	 * The client's log.
	 * @return the log
	 */
	EventLog log();

	/**
	 * The client's loop.
	 * @return the loop
	 */
	SerialLoop loop();

	/**
	 * Where user code runs.
	 * @return the executor
	 */
	UserExecutor users();

	/**
	 * The connection. To be used on the loop.
	 * @return the connection
	 */
	ConnectionLink connection();

	/**
	 * Encodes for the wire, with the channel's cipher.
	 * @return the encoder
	 */
	MessageEncoder encoder();

	/**
	 * Decodes from the wire, with the channel's cipher.
	 * @return the decoder
	 */
	MessageDecoder decoder();

	/**
	 * The same channel over REST.
	 * @return the channel
	 */
	RestChannel rest();

	/**
	 * Attaches (RTL4). On the loop.
	 * @return completes on the loop
	 */
	CompletableFuture<@Nullable ChannelStateChange> attach();

	/**
	 * Publishes a frame under the conditions of the channel (RTL6c): refused while it is
	 * suspended or failed. On the loop.
	 * @param frame the frame
	 * @param listener hears how it ends
	 * @return the means to give it up; {@code null} when it was refused at once
	 */
	@Nullable PendingPublish publish(ProtocolMessage frame, AckListener listener);

	/**
	 * Emits an UPDATE (RTL2g). On the loop.
	 * @param reason why
	 * @param resumed whether nothing was missed
	 */
	void emitUpdate(@Nullable ErrorInfo reason, boolean resumed);

	/**
	 * Puts something into the channel's mailbox: it runs on the user executor, after all
	 * that was put there before, be it messages, changes of state or presence. On the
	 * loop.
	 * @param weight for how many items it stands
	 * @param task what to run
	 */
	void deliver(int weight, Runnable task);

	/**
	 * Subscribing attaches, unless the options say otherwise (RTL7g, RTP6d).
	 * @param required the mode without which nothing will be delivered (RTL7i, RTAN4e),
	 * {@code null} to check none
	 * @return completes on the loop, with {@code null} where no attach was needed
	 */
	CompletionStage<@Nullable ChannelStateChange> attachToSubscribe(@Nullable ChannelMode required);

	/**
	 * A listener has gone: without any left the channel may detach. From any thread.
	 */
	void listenerGone();

}
