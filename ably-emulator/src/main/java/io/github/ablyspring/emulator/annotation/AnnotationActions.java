package io.github.ablyspring.emulator.annotation;

/**
 * The numbers for what is done with an annotation (TAN2b).
 */
public final class AnnotationActions {

	/**
	 * It is added.
	 */
	public static final int CREATE = 0;

	/**
	 * It is removed.
	 */
	public static final int DELETE = 1;

	private AnnotationActions() {
	}

}
