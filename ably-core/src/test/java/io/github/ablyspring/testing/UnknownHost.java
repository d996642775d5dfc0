package io.github.ablyspring.testing;

/**
 * A host that is unknown everywhere, though no name server is asked, which might take its
 * time.
 */
public final class UnknownHost {

	/**
	 * Its name, part of which is longer than any part of a name can be.
	 */
	public static final String NAME = "no-such-host-".repeat(5) + "x.invalid";

	private UnknownHost() {
	}

}
