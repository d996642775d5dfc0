package io.github.ablyspring.rest;

/**
 * A page of results (TG1), such as history and presence bring. <pre>{@code
 * channel.history().items().take(500).subscribe(message -> …);      // page after page, on demand
 * channel.history().thenAccept(page -> page.items().forEach(…));    // one page
 * }</pre>
 *
 * @param <T> the type of the results
 */
public interface PaginatedResult<T> extends Page<T, PaginatedResult<T>> {

}
