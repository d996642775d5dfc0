package io.github.ablyspring.emulator.channel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import io.github.ablyspring.emulator.apps.App;
import io.github.ablyspring.emulator.apps.Ids;
import io.github.ablyspring.emulator.apps.Namespace;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * A channel: its log, who is attached, and who is present.
 */
public final class Channel {

	private static final int SERIES_LENGTH = 16;

	private static final Attachment[] NOBODY = new Attachment[0];

	private final App app;

	private final String name;

	private final Namespace rules;

	private final ChannelContext context;

	private final ChannelLog log = new ChannelLog(Ids.random(SERIES_LENGTH));

	private final RecentIds recentIds = new RecentIds();

	private final PresenceSet presence;

	private final List<Consumer<List<WireMessage>>> publishListeners = new ArrayList<>();

	private Attachment[] attachments = NOBODY;

	private boolean occupancyDue;

	private long lastUse;

	Channel(App app, String name, Namespace rules, ChannelContext context) {
		this.app = app;
		this.name = name;
		this.rules = rules;
		this.context = context;
		this.presence = new PresenceSet(context.presence());
		this.lastUse = now();
	}

	public App app() {
		return this.app;
	}

	/**
	 * The name, without parameters.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	public Namespace rules() {
		return this.rules;
	}

	ChannelLog log() {
		return this.log;
	}

	RecentIds recentIds() {
		return this.recentIds;
	}

	PresenceSet presenceSet() {
		return this.presence;
	}

	/**
	 * How much data more the members of all channels may have.
	 * @return so many bytes
	 */
	long presenceRoom() {
		return this.context.presence().room();
	}

	long now() {
		return this.context.loop().now();
	}

	int maxMessageSize() {
		return this.context.limits().maxMessageSize();
	}

	/**
	 * Calls somebody for all messages that are published.
	 * @param listener whom to call
	 */
	void onPublish(Consumer<List<WireMessage>> listener) {
		this.publishListeners.add(listener);
	}

	/**
	 * The stamp for what happens now.
	 * @param origin who does it
	 * @return a stamp with the next serial
	 */
	LogEntry.Stamp stamp(Origin origin) {
		return stamp(origin.frameId(), origin.connectionId());
	}

	LogEntry.Stamp stamp(String frameId, @Nullable String connectionId) {
		long now = now();
		Serial serial = this.log.nextSerial(now);
		return new LogEntry.Stamp(serial, serial.toString(), now, frameId, connectionId);
	}

	/**
	 * Adds an entry to the log and delivers it.
	 * @param entry the entry
	 */
	void append(LogEntry entry) {
		this.log.append(entry);
		this.lastUse = entry.timestamp();
		evictExpired(entry.timestamp());
		this.context.budget().added(this, entry.size());
		try (FanOut fanOut = new FanOut(entry)) {
			for (Attachment attachment : this.attachments) {
				attachment.offer(entry, fanOut);
			}
		}
		if (entry instanceof LogEntry.Published published) {
			this.publishListeners.forEach((listener) -> listener.accept(published.live()));
		}
		else if (entry instanceof LogEntry.PresenceChanged) {
			occupancyChanged();
		}
	}

	void add(Attachment attachment) {
		this.attachments = Arrays.copyOf(this.attachments, this.attachments.length + 1);
		this.attachments[this.attachments.length - 1] = attachment;
		this.lastUse = now();
		occupancyChanged();
	}

	/**
	 * Ends an attachment.
	 * @param attachment the attachment
	 */
	public void remove(Attachment attachment) {
		this.attachments = Arrays.stream(this.attachments)
			.filter((other) -> other != attachment)
			.toArray(Attachment[]::new);
		this.lastUse = now();
		occupancyChanged();
	}

	/**
	 * Tells an attachment that it missed something.
	 * @param attachment the attachment
	 */
	void announceGap(Attachment attachment) {
		attachment.subscriber()
			.send(attachment.frame(Action.ATTACHED)
				.flags(attachment.modes())
				.params(attachment.params())
				.channelSerial(this.log.head(now()))
				.error(Refusals.continuityLost().errorInfo())
				.build());
	}

	/**
	 * Tells whether somebody is so far behind that it would miss something if this went
	 * on. Whoever publishes should wait a moment then.
	 * @return whether somebody is
	 */
	public boolean isCongested() {
		long limit = Math.min(this.context.limits().maxHistoryEntries() / 2, lagForBytes());
		for (Attachment attachment : this.attachments) {
			if (attachment.lag() > limit) {
				return true;
			}
		}
		return false;
	}

	// so many entries of the usual size fill a quarter of what may be kept altogether
	private long lagForBytes() {
		long usualSize = Math.max(1, this.log.bytes() / Math.max(1, this.log.size()));
		return this.context.limits().maxHistoryBytes() / (4 * usualSize);
	}

	/**
	 * Waits for those that are behind no more: they did not catch up when they could.
	 */
	public void giveUpOnLaggards() {
		for (Attachment attachment : this.attachments) {
			if (attachment.lag() > 0) {
				attachment.giveUp();
			}
		}
	}

	/**
	 * How many are here, doing what.
	 * @return the numbers
	 */
	public Occupancy occupancy() {
		return Occupancy.of(this.attachments, this.presence.size());
	}

	void occupancyChanged() {
		if (this.occupancyDue || !isAnybodyCounting()) {
			return;
		}
		this.occupancyDue = true;
		this.context.loop().execute(() -> {
			this.occupancyDue = false;
			Occupancy occupancy = occupancy();
			for (Attachment attachment : this.attachments) {
				tellOccupancy(attachment, occupancy);
			}
		});
	}

	private boolean isAnybodyCounting() {
		for (Attachment attachment : this.attachments) {
			if (attachment.params().containsKey(AttachParams.OCCUPANCY)) {
				return true;
			}
		}
		return false;
	}

	private void tellOccupancy(Attachment attachment, Occupancy occupancy) {
		String wanted = attachment.params().get(AttachParams.OCCUPANCY);
		if (wanted != null && attachment.has(Mode.SUBSCRIBE) && attachment.subscriber().ready()) {
			attachment.sendAside(occupancy.event(attachment, wanted, Ids.random(SERIES_LENGTH), now()));
		}
	}

	/**
	 * Drops the oldest entry.
	 * @return whether there was one
	 */
	boolean evictOldest() {
		if (this.log.size() == 0) {
			return false;
		}
		this.context.budget().evicted(this.log.evictFirst());
		return true;
	}

	void evictExpired(long now) {
		long oldest = now - (this.rules.persisted() ? this.context.limits().persistedRetention()
				: this.context.limits().retention())
			.toMillis();
		while (this.log.size() > 0 && (this.log.size() > this.context.limits().maxHistoryEntries()
				|| this.log.entry(this.log.first()).timestamp() < oldest)) {
			evictOldest();
		}
	}

	/**
	 * Tells whether nobody would notice if this channel were gone.
	 * @param now the time
	 * @return whether nobody would
	 */
	boolean isIdle(long now) {
		evictExpired(now);
		this.recentIds.sweep(now);
		long resumable = this.context.limits()
			.connectionStateTtl()
			.plus(this.context.limits().maxIdleInterval())
			.toMillis();
		return this.attachments.length == 0 && this.presence.size() == 0 && this.log.size() == 0
				&& this.lastUse + resumable < now;
	}

	/**
	 * Tells whether somebody is attached or present.
	 * @return whether somebody is
	 */
	public boolean isActive() {
		return this.attachments.length > 0 || this.presence.size() > 0;
	}

	@Nullable StoredMessage find(String messageSerial) {
		evictExpired(now());
		return this.log.find(messageSerial);
	}

	@Override
	public String toString() {
		return "Channel[" + this.app.id() + " " + this.name + "]";
	}

}
