package io.github.ablyspring.emulator.apps;

import java.security.SecureRandom;

/**
 * Makes names that nobody guesses.
 */
public final class Ids {

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

	/**
	 * The length of the id of an application.
	 */
	public static final int APP_ID_LENGTH = 6;

	private Ids() {
	}

	/**
	 * Letters and digits at random.
	 * @param length how many
	 * @return the text
	 */
	public static String random(int length) {
		StringBuilder text = new StringBuilder(length);
		for (int i = 0; i < length; i++) {
			text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
		}
		return text.toString();
	}

	/**
	 * Tells whether a text has the form of an application's id.
	 * @param text the text
	 * @return whether it is six characters of <code>[A-Za-z0-9_-]</code>
	 */
	public static boolean isAppId(String text) {
		return text.length() == APP_ID_LENGTH
				&& text.chars().allMatch((c) -> c == '_' || c == '-' || ALPHABET.indexOf(c) >= 0);
	}

}
