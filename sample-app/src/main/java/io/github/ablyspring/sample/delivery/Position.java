package io.github.ablyspring.sample.delivery;

/**
 * A crossing of the city.
 *
 * @param x the avenue, from the west
 * @param y the street, from the north
 */
public record Position(int x, int y) {

	/** The number of avenues. */
	public static final int WIDTH = 16;

	/** The number of streets. */
	public static final int HEIGHT = 10;

	/**
	 * How many blocks it is to another crossing.
	 * @param other the other crossing
	 * @return the number of blocks
	 */
	public int distance(Position other) {
		return Math.abs(this.x - other.x) + Math.abs(this.y - other.y);
	}

	/**
	 * The next crossing on the way to another one: first along the longer side.
	 * @param target where to go
	 * @return the next crossing; this one when it is the target
	 */
	public Position towards(Position target) {
		int dx = target.x - this.x;
		int dy = target.y - this.y;
		if (Math.abs(dx) >= Math.abs(dy)) {
			return new Position(this.x + Integer.signum(dx), this.y);
		}
		return new Position(this.x, this.y + Integer.signum(dy));
	}

}
