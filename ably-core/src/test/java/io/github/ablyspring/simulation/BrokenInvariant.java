package io.github.ablyspring.simulation;

/**
 * Something happened that never may. An error, so that it is not taken for what a
 * listener may throw.
 */
final class BrokenInvariant extends AssertionError {

	private static final long serialVersionUID = 1L;

	BrokenInvariant(String message) {
		super(message);
	}

}
