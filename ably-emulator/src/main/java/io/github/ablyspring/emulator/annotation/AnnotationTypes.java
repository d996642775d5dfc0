package io.github.ablyspring.emulator.annotation;

/**
 * What the type of an annotation says about it.
 */
public final class AnnotationTypes {

	private AnnotationTypes() {
	}

	/**
	 * Tells whether annotations of a type need to say whose they are.
	 * @param type the type
	 * @return whether they do
	 */
	public static boolean needClientId(String type) {
		return Aggregation.needsClientId(type);
	}

}
