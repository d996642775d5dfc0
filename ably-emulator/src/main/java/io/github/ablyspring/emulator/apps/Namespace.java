package io.github.ablyspring.emulator.apps;

/**
 * What holds for all channels of a namespace, that is, whose names start with
 * <code>id:</code> or are the id.
 *
 * @param id the name of the namespace
 * @param persisted whether history is kept longer than two minutes
 * @param pushEnabled whether messages may fan out as push notifications
 * @param mutableMessages whether messages can be updated, deleted, appended to and
 * annotated
 */
public record Namespace(String id, boolean persisted, boolean pushEnabled, boolean mutableMessages) {

	/**
	 * What holds where no namespace says otherwise.
	 */
	public static final Namespace NONE = new Namespace("", false, false, false);

	/**
	 * A namespace with nothing switched on.
	 * @param id its name
	 * @return the namespace
	 */
	public static Namespace named(String id) {
		return new Namespace(id, false, false, false);
	}

	/**
	 * This namespace with history that is kept.
	 * @return another namespace
	 */
	public Namespace withPersistence() {
		return new Namespace(this.id, true, this.pushEnabled, this.mutableMessages);
	}

	/**
	 * This namespace with push notifications.
	 * @return another namespace
	 */
	public Namespace withPush() {
		return new Namespace(this.id, this.persisted, true, this.mutableMessages);
	}

	/**
	 * This namespace with messages that can be changed and annotated. They are kept, too.
	 * @return another namespace
	 */
	public Namespace withMutableMessages() {
		return new Namespace(this.id, true, this.pushEnabled, true);
	}

}
