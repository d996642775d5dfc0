package io.github.ablyspring.emulator.channel;

import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.emulator.annotation.Summary;
import io.github.ablyspring.protocol.WireAnnotation;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WireMessageAnnotations;
import io.github.ablyspring.protocol.WireVersion;
import org.jspecify.annotations.Nullable;

/**
 * A message and what became of it.
 */
final class StoredMessage {

	private static final int MAX_VERSIONS = 1000;

	private static final int MAX_ANNOTATIONS = 10_000;

	private final WireMessage created;

	private final LogEntry.Stamp stamp;

	private final int position;

	private @Nullable WireMessage latest;

	private long lastIndex;

	private @Nullable List<WireMessage> versions;

	private @Nullable List<WireAnnotation> annotations;

	private @Nullable Summary summary;

	/**
	 * Creates one.
	 * @param created the message as it was delivered
	 * @param stamp when and where it was published
	 * @param position which one it was of those published together
	 */
	StoredMessage(WireMessage created, LogEntry.Stamp stamp, int position) {
		this.created = created;
		this.stamp = stamp;
		this.position = position;
	}

	/**
	 * The latest version, with every field a message has outside a frame.
	 * @return the message as history shows it
	 */
	WireMessage latest() {
		if (this.latest == null) {
			this.latest = this.created.toBuilder()
				.id(id())
				.connectionId(this.stamp.connectionId())
				.timestamp(this.stamp.timestamp())
				.version(WireVersion.builder().serial(this.created.serial()).timestamp(this.stamp.timestamp()).build())
				.build();
		}
		return this.latest;
	}

	private String id() {
		String own = this.created.id();
		return (own != null) ? own : this.stamp.frameId() + ":" + this.position;
	}

	/**
	 * When it was published.
	 * @return milliseconds since the epoch
	 */
	long timestamp() {
		return this.stamp.timestamp();
	}

	/**
	 * Where the latest version stands in the log.
	 * @return its place
	 */
	long lastIndex() {
		return this.lastIndex;
	}

	void placeAt(long index) {
		this.lastIndex = index;
	}

	/**
	 * All versions.
	 * @return oldest first
	 */
	List<WireMessage> versions() {
		return (this.versions != null) ? List.copyOf(this.versions) : List.of(latest());
	}

	/**
	 * Adds a version.
	 * @param version the whole message as it is now
	 */
	void change(WireMessage version) {
		if (this.versions == null) {
			this.versions = new ArrayList<>(List.of(latest()));
		}
		if (this.versions.size() >= MAX_VERSIONS) {
			this.versions.remove(1);
		}
		this.versions.add(version);
		this.latest = version;
	}

	/**
	 * Forgets how the message came to be what it is.
	 */
	void forgetThePast() {
		this.versions = null;
		this.annotations = null;
	}

	/**
	 * The annotations.
	 * @return oldest first
	 */
	List<WireAnnotation> annotations() {
		return (this.annotations != null) ? List.copyOf(this.annotations) : List.of();
	}

	/**
	 * Adds an annotation.
	 * @param annotation the annotation
	 * @return whether the summary of the message is now another one
	 */
	boolean annotate(WireAnnotation annotation) {
		if (this.annotations == null) {
			this.annotations = new ArrayList<>();
		}
		if (this.annotations.size() >= MAX_ANNOTATIONS) {
			this.annotations.remove(0);
		}
		this.annotations.add(annotation);
		if (this.summary == null) {
			this.summary = new Summary();
		}
		if (!this.summary.apply(annotation)) {
			return false;
		}
		this.latest = latest().toBuilder().annotations(new WireMessageAnnotations(this.summary.toTree())).build();
		return true;
	}

}
