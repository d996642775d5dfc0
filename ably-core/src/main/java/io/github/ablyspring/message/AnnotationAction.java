package io.github.ablyspring.message;

/**
 * What an {@link Annotation} does (TAN2b).
 */
public enum AnnotationAction {

	/** The annotation is added. */
	ANNOTATION_CREATE(0),

	/** The annotation is taken away. */
	ANNOTATION_DELETE(1),

	/** An action that this version of the library does not know. */
	UNKNOWN(-1);

	private final int code;

	AnnotationAction(int code) {
		this.code = code;
	}

	/**
	 * The number that stands for this action on the wire.
	 * @return the number, or -1 for {@link #UNKNOWN}
	 */
	public int code() {
		return this.code;
	}

	/**
	 * The action that a number on the wire stands for.
	 * @param code the number
	 * @return the action, {@link #UNKNOWN} if there is none with that number
	 */
	public static AnnotationAction of(int code) {
		return switch (code) {
			case 0 -> ANNOTATION_CREATE;
			case 1 -> ANNOTATION_DELETE;
			default -> UNKNOWN;
		};
	}

}
