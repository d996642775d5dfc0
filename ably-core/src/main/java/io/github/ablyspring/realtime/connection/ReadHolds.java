package io.github.ablyspring.realtime.connection;

import java.util.function.Consumer;

/**
 * Counts the reasons not to read from the socket.
 */
final class ReadHolds {

	private final Consumer<Boolean> reading;

	private int count;

	/**
	 * Creates the count.
	 * @param reading told when reading is to stop and to go on
	 */
	ReadHolds(Consumer<Boolean> reading) {
		this.reading = reading;
	}

	ConnectionLink.ReadHold add() {
		if (this.count++ == 0) {
			this.reading.accept(false);
		}
		return new Hold();
	}

	boolean any() {
		return this.count > 0;
	}

	private final class Hold implements ConnectionLink.ReadHold {

		private boolean released;

		@Override
		public void release() {
			if (!this.released) {
				this.released = true;
				if (--ReadHolds.this.count == 0) {
					ReadHolds.this.reading.accept(true);
				}
			}
		}

	}

}
