package io.github.ablyspring.rest;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * A page of results, from which the others can be reached.
 *
 * @param <T> the type of the results
 * @param <P> the type of the pages
 */
public interface Page<T, P extends Page<T, P>> {

	/**
	 * What is on this page (TG3). An empty page need not be the last.
	 * @return the results
	 */
	List<T> items();

	/**
	 * Whether there are further pages (TG6).
	 * @return whether {@link #next()} finds one
	 */
	boolean hasNext();

	/**
	 * Whether this is the last page (TG7).
	 * @return the opposite of {@link #hasNext()}
	 */
	default boolean isLast() {
		return !hasNext();
	}

	/**
	 * Gets the next page (TG4).
	 * @return the page, {@code null} if this is the last
	 */
	CompletableFuture<@Nullable P> next();

	/**
	 * Gets the first page (TG5).
	 * @return the page
	 */
	CompletableFuture<P> first();

	/**
	 * Gets this page anew.
	 * @return the page
	 */
	CompletableFuture<P> current();

	/**
	 * The results of this page and of all that follow. A further page is fetched only
	 * when somebody asks for more than there is.
	 * @return the results, as a stream
	 */
	default Flux<T> stream() {
		return PageFlux.startingWith(this);
	}

}
