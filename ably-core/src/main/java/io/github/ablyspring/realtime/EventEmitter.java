package io.github.ablyspring.realtime;

import java.util.function.Consumer;

/**
 * Something that emits events one can listen to (RTE1).
 * <p>
 * Listeners run on the user executor, one event after the other in the order in which
 * they happened. A listener that is registered twice is called twice; one that throws is
 * reported and harms nobody else.
 *
 * @param <E> the names of the events
 * @param <T> what listeners are given
 */
public interface EventEmitter<E, T> {

	/**
	 * Calls the listener for every event.
	 * @param listener what to call
	 * @return the handle by which to take the listener away
	 */
	Subscription on(Consumer<? super T> listener);

	/**
	 * Calls the listener for every event of one name.
	 * @param event the name
	 * @param listener what to call
	 * @return the handle by which to take the listener away
	 */
	Subscription on(E event, Consumer<? super T> listener);

	/**
	 * Calls the listener for the next event only.
	 * @param listener what to call
	 * @return the handle by which to take the listener away
	 */
	Subscription once(Consumer<? super T> listener);

	/**
	 * Calls the listener for the next event of one name only.
	 * @param event the name
	 * @param listener what to call
	 * @return the handle by which to take the listener away
	 */
	Subscription once(E event, Consumer<? super T> listener);

	/**
	 * Takes away all listeners.
	 */
	void off();

	/**
	 * Takes away every registration of a listener, whatever event it was for.
	 * @param listener the listener
	 */
	void off(Consumer<? super T> listener);

	/**
	 * Takes away every registration of a listener for one event.
	 * @param event the name
	 * @param listener the listener
	 */
	void off(E event, Consumer<? super T> listener);

}
