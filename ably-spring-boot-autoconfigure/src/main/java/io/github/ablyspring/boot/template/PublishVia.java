package io.github.ablyspring.boot.template;

/**
 * The way a template's messages take.
 */
public enum PublishVia {

	/** The realtime connection; what that does without a connection, its options say. */
	REALTIME,

	/** REST. */
	REST,

	/** The realtime connection while it is up, REST otherwise. */
	REALTIME_OR_REST

}
