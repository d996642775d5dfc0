package io.github.ablyspring.rest;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * A page of results, from which the others can be reached (TG1).
 *
 * @param <T> the type of the results
 */
public interface PaginatedResult<T> {

	/**
	 * What is on this page; an empty page need not be the last.
	 * @return the results
	 */
	List<T> items();

	/**
	 * Whether there are further pages.
	 * @return whether {@link #next()} finds one
	 */
	boolean hasNext();

	/**
	 * Whether this is the last page.
	 * @return the opposite of {@link #hasNext()}
	 */
	boolean isLast();

	/**
	 * Gets the next page.
	 * @return the page, {@code null} if this is the last
	 */
	CompletableFuture<@Nullable PaginatedResult<T>> next();

	/**
	 * Gets the first page.
	 * @return the page
	 */
	CompletableFuture<PaginatedResult<T>> first();

	/**
	 * Gets this page anew.
	 * @return the page
	 */
	CompletableFuture<PaginatedResult<T>> current();

}
