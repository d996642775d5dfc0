package io.github.ablyspring.realtime.channel;

import java.time.Duration;

import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.realtime.connection.ConnectionLink;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.transport.Alarm;
import io.github.ablyspring.transport.SerialLoop;

/**
 * A channel as the server has it: what the server was asked, which of its answers are
 * still to come, and whether it goes on with the channel. Lives on the client's loop.
 */
final class ServerSide {

	private final String channel;

	private final ConnectionLink link;

	private final Duration limit;

	private final Alarm deadline;

	// Whether the server has attached the channel on this connection and not detached it
	// since, whatever became of requests that it did not answer.
	private boolean known;

	// The answer to an ATTACH is awaited; whether another one shall follow it. Never two
	// at a time: both would be answered with the same messages.
	private boolean attaching;

	private boolean attachAgain;

	// How many answers are still to come to detaches that nobody waits for.
	private int strayDetached;

	/**
	 * Creates the server's side of a channel of which it knows nothing.
	 * @param channel the name
	 * @param link the connection
	 * @param loop keeps the time
	 * @param limit how long the server may take to answer
	 */
	ServerSide(String channel, ConnectionLink link, SerialLoop loop, Duration limit) {
		this.channel = channel;
		this.link = link;
		this.limit = limit;
		this.deadline = new Alarm(loop);
	}

	boolean isReachable() {
		return this.link.state() == ConnectionState.CONNECTED;
	}

	/**
	 * Whether the server goes on with the channel, although it may be asked to attach or
	 * detach it just now.
	 * @return whether it does
	 */
	boolean knowsChannel() {
		return this.known;
	}

	/**
	 * Asks the server to attach the channel: now, or after its answer to the last
	 * request. Without a connection nothing is asked.
	 * @param options what to ask for
	 * @param position where to begin
	 * @param timedOut what to do if there is no answer in time (RTL4f)
	 */
	void attach(ChannelOptions options, ChannelPosition position, Runnable timedOut) {
		if (!isReachable()) {
			return;
		}
		if (this.attaching) {
			this.attachAgain = true;
			return;
		}
		this.attaching = true;
		this.deadline.cancel();
		String serial = position.attaching();
		long resume = position.isResuming() ? Flag.ATTACH_RESUME.mask() : 0;
		this.link.send(ProtocolMessage.builder(Action.ATTACH)
			.channel(this.channel)
			.channelSerial(serial)
			.params(options.params())
			.flags(ChannelMode.flags(options.modes()) | resume)
			.build());
		this.deadline.set(this.limit, timedOut);
	}

	/**
	 * Asks the server to detach the channel.
	 * @param timedOut what to do if there is no answer in time (RTL5f)
	 */
	void detach(Runnable timedOut) {
		sendDetach();
		this.deadline.set(this.limit, timedOut);
	}

	/**
	 * Gives the channel up without waiting for an answer of the server, which shall not
	 * go on with it.
	 */
	void leave() {
		if (this.known && isReachable()) {
			sendDetach();
			this.strayDetached++;
		}
		this.known = false;
	}

	/** No answer is waited for any more. */
	void expectNothing() {
		this.attaching = false;
		this.attachAgain = false;
		this.deadline.cancel();
	}

	/** The server on the other end of a new connection knows nothing of the channel. */
	void connectionChanged() {
		expectNothing();
		this.known = false;
		this.strayDetached = 0;
	}

	/**
	 * The server has said that the channel is attached.
	 * @return whether that is what was asked for last
	 */
	boolean attached() {
		boolean upToDate = !this.attachAgain;
		this.known = true;
		if (this.attaching) {
			// What was asked before has been answered before, if at all.
			this.attaching = false;
			this.attachAgain = false;
			this.strayDetached = 0;
		}
		return upToDate;
	}

	/**
	 * The server has said that the channel is detached.
	 * @return whether that is news, and not the late answer to a detach that nobody waits
	 * for
	 */
	boolean detached() {
		if (this.strayDetached > 0) {
			this.strayDetached--;
			return false;
		}
		this.known = false;
		return true;
	}

	/** The server will have nothing to do with the channel. */
	void failed() {
		this.known = false;
	}

	private void sendDetach() {
		this.link.send(ProtocolMessage.builder(Action.DETACH).channel(this.channel).build());
	}

}
