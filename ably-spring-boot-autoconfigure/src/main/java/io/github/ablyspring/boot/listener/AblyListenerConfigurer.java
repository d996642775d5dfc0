package io.github.ablyspring.boot.listener;

/**
 * Callback for beans that register endpoints without annotations.
 */
@FunctionalInterface
public interface AblyListenerConfigurer {

	/**
	 * Registers endpoints, by {@link AblyListenerRegistry#register}.
	 * @param registry where to
	 */
	void configure(AblyListenerRegistry registry);

}
