package io.github.ablyspring.emulator.connection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.ablyspring.emulator.channel.Attachment;
import io.github.ablyspring.emulator.channel.Channel;
import io.github.ablyspring.emulator.channel.PresenceDesk;
import io.github.ablyspring.emulator.time.EmulatorLoop;
import io.github.ablyspring.emulator.time.EmulatorLoop.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The channels that a connection is attached to, and those where it has members present.
 * When the connection is lost its attachments are too, but its members stay for a while.
 */
final class JoinedChannels {

	private final String connectionId;

	private final EmulatorLoop loop;

	private final long grace;

	private final Map<String, Attachment> attachments = new LinkedHashMap<>();

	// where it has, or may have, members present
	private final Set<Channel> entered = new HashSet<>();

	private final List<Timer> timers = new ArrayList<>();

	private int losses;

	JoinedChannels(String connectionId, EmulatorLoop loop, long grace) {
		this.connectionId = connectionId;
		this.loop = loop;
		this.grace = grace;
	}

	Collection<Attachment> attachments() {
		return List.copyOf(this.attachments.values());
	}

	int size() {
		return this.attachments.size();
	}

	@Nullable Attachment attachment(String writtenName) {
		return this.attachments.get(writtenName);
	}

	void attached(Attachment attachment) {
		this.attachments.put(attachment.name().written(), attachment);
	}

	void entered(Channel channel) {
		this.entered.add(channel);
	}

	/**
	 * Ends an attachment.
	 * @param attachment the attachment
	 */
	void detach(Attachment attachment) {
		this.attachments.remove(attachment.name().written());
		Channel channel = attachment.channel();
		channel.remove(attachment);
		boolean elsewhere = this.attachments.values().stream().anyMatch((other) -> other.channel() == channel);
		if (!elsewhere && this.entered.remove(channel)) {
			PresenceDesk.leaveAll(channel, this.connectionId);
		}
	}

	/**
	 * Notes that the connection is lost.
	 */
	void lost() {
		detachAll();
		this.losses++;
		this.entered.forEach((channel) -> PresenceDesk.markLost(channel, this.connectionId, this.losses));
		waitForMembers();
	}

	/**
	 * Notes that the connection is back. Its members are still waited for, since they
	 * have to come back one by one.
	 */
	void back() {
		cancelTimers();
		waitForMembers();
	}

	private void waitForMembers() {
		if (!this.entered.isEmpty()) {
			int loss = this.losses;
			this.timers.add(this.loop.schedule(this.grace, () -> leaveLost(loss)));
		}
	}

	private void leaveLost(int loss) {
		this.entered.forEach((channel) -> PresenceDesk.leaveLost(channel, this.connectionId, loss));
	}

	/**
	 * Leaves everything.
	 */
	void end() {
		cancelTimers();
		detachAll();
		this.entered.forEach((channel) -> PresenceDesk.leaveAll(channel, this.connectionId));
		this.entered.clear();
	}

	private void detachAll() {
		attachments().forEach((attachment) -> attachment.channel().remove(attachment));
		this.attachments.clear();
	}

	private void cancelTimers() {
		this.timers.forEach(Timer::cancel);
		this.timers.clear();
	}

}
