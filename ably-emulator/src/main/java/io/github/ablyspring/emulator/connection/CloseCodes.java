package io.github.ablyspring.emulator.connection;

/**
 * Why a WebSocket is closed.
 */
public final class CloseCodes {

	/**
	 * All is done.
	 */
	public static final int NORMAL = 1000;

	/**
	 * The server stops.
	 */
	public static final int GOING_AWAY = 1001;

	/**
	 * A frame that makes no sense.
	 */
	public static final int BAD_FRAME = 1007;

	/**
	 * A frame that is too big.
	 */
	public static final int TOO_BIG = 1009;

	private CloseCodes() {
	}

}
