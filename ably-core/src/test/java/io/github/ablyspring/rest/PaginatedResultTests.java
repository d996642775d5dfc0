package io.github.ablyspring.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.uts.Uts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PaginatedResultTests extends RestTestSupport {

	private static final String NEXT = "</channels/test/messages?cursor=abc123>; rel=\"next\"";

	private static final String FIRST = "</channels/test/messages>; rel=\"first\"";

	@Test
	@Uts("rest/unit/TG1/paginated-result-items-0")
	void aPageHasItems() {
		page(null, "item1", "item2");
		assertThat(await(channel("test").history()).items()).extracting(Message::id).containsExactly("item1", "item2");
	}

	@ParameterizedTest
	@CsvSource(value = { NEXT + "|true", "|false" }, delimiter = '|')
	@Uts("rest/unit/TG2/has-next-is-last-0")
	void aPageKnowsWhetherItIsTheLast(@Nullable String link, boolean hasNext) {
		page(link, "item1");
		PaginatedResult<Message> page = await(channel("test").history());
		assertThat(page.hasNext()).isEqualTo(hasNext);
		assertThat(page.isLast()).isEqualTo(!hasNext);
	}

	@Test
	@Uts("rest/unit/TG3/next-fetches-next-page-0")
	void nextFollowsTheLink() {
		page(NEXT, "page1-item1", "page1-item2");
		page(null, "page2-item1");
		PaginatedResult<Message> first = await(channel("test").history());
		PaginatedResult<Message> second = next(first);
		assertThat(first.items()).extracting(Message::id).containsExactly("page1-item1", "page1-item2");
		assertThat(first.hasNext()).isTrue();
		assertThat(second.items()).extracting(Message::id).containsExactly("page2-item1");
		assertThat(second.hasNext()).isFalse();
		assertThat(this.http.request(1).query()).containsEntry("cursor", "abc123");
	}

	@Test
	@Uts("rest/unit/TG4/first-returns-first-page-0")
	void firstGoesBackToTheStart() {
		page(NEXT + ", " + FIRST, "item1");
		page(FIRST, "item2");
		page(NEXT, "item1");
		PaginatedResult<Message> first = await(next(await(channel("test").history())).first());
		assertThat(first.items().get(0).id()).isEqualTo("item1");
		assertThat(this.http.request(2).query()).isEmpty();
	}

	@Test
	@Uts("rest/unit/TG/empty-result-handling-0")
	void aPageMayBeEmpty() {
		page(null);
		PaginatedResult<Message> page = await(channel("test").history());
		assertThat(page.items()).isEmpty();
		assertThat(page.hasNext()).isFalse();
		assertThat(page.isLast()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(
			value = { "</path?cursor=abc>; rel=\"next\"|abc",
					"</path?cursor=abc>; rel=\"next\", </path>; rel=\"first\"|abc", "</path>; rel=\"first\"|", "|",
					"</path?cursor=abc>; rel=next|abc", "<./messages?cursor=abc>; title=\"a, b\"; rel=\"next\"|abc" },
			delimiter = '|')
	@Uts("rest/unit/TG/link-header-parsing-1")
	void linksAreUnderstood(@Nullable String link, @Nullable String cursor) {
		page(link, "item");
		PaginatedResult<Message> page = await(channel("test").history());
		assertThat(page.hasNext()).isEqualTo(cursor != null);
		if (cursor != null) {
			page(null, "item");
			next(page);
			assertThat(this.http.lastRequest().query()).containsEntry("cursor", cursor);
		}
	}

	@Test
	@Uts("rest/unit/TG/type-parameter-items-2")
	void theItemsOfAPageHaveItsType() {
		page(null, "msg1");
		PaginatedResult<Message> page = await(channel("test").history());
		Message message = page.items().get(0);
		assertThat(message.id()).isEqualTo("msg1");
	}

	@Test
	@Uts("rest/unit/TG/next-on-last-page-3")
	void thereIsNothingAfterTheLastPage() {
		page(null, "item");
		PaginatedResult<Message> page = await(channel("test").history());
		assertThat(page.isLast()).isTrue();
		assertThat(await(page.next())).isNull();
		assertThat(this.http.requests()).hasSize(1);
	}

	@Test
	@Uts("rest/unit/TG/pagination-preserves-auth-4")
	void pagesAreAskedForWithTheSameCredentials() {
		page(NEXT, "item1");
		page(null, "item2");
		next(await(channel("test").history()));
		assertThat(this.http.request(0).header("Authorization")).isNotNull()
			.isEqualTo(this.http.request(1).header("Authorization"));
	}

	@Test
	@Uts("rest/unit/TG/pagination-relative-urls-5")
	void relativeLinksLeadToTheHostOfTheClient() {
		page("</channels/test/messages?page=2>; rel=\"next\"", "item1");
		page(null, "item2");
		RestChannel channel = client((options) -> options.endpoint("rest.ably.io")).channels().get("test");
		next(await(channel.history()));
		assertThat(this.http.request(1).host()).isEqualTo("rest.ably.io");
		assertThat(this.http.request(1).path()).isEqualTo("/channels/test/messages");
		assertThat(this.http.request(1).query()).containsEntry("page", "2");
	}

	@Test
	@Uts("rest/unit/TG/multiple-link-relations-6")
	void aHeaderMayHaveManyLinks() {
		page("</channels/test/messages?page=2>; rel=\"next\", </channels/test/messages?page=1>; rel=\"first\", "
				+ "</channels/test/messages?page=5>; rel=\"last\"", "item1");
		page(null, "item1");
		PaginatedResult<Message> page = await(channel("test").history());
		assertThat(page.hasNext()).isTrue();
		await(page.first());
		assertThat(this.http.request(1).query()).containsEntry("page", "1");
	}

	@Test
	@Uts("rest/unit/TG/pagination-presence-results-7")
	void presenceHasPagesToo() {
		this.http
			.queue(200, List.of(object("action", 1, "clientId", "client1")),
					Map.of("Link", "</channels/test/presence?page=2>; rel=\"next\""))
			.queue(200, List.of(object("action", 1, "clientId", "client2")));
		PaginatedResult<PresenceMessage> first = await(channel("test").presence().get());
		PaginatedResult<PresenceMessage> second = next(first);
		assertThat(first.items().get(0).clientId()).isEqualTo("client1");
		assertThat(second.items().get(0).clientId()).isEqualTo("client2");
	}

	@Test
	@Uts("rest/unit/TG/pagination-includes-headers-8")
	void pagesAreAskedForWithTheHeadersOfEveryRequest() {
		page(NEXT, "item1");
		page(null, "item2");
		next(await(channel("test").history()));
		assertThat(this.http.request(1).header("X-Ably-Version")).isNotNull();
		assertThat(this.http.request(1).header("Ably-Agent")).contains("ably-");
	}

	@Test
	@Uts("rest/unit/TG/error-handling-on-next-9")
	void anErrorFailsNext() {
		page(NEXT, "item1");
		this.http.queue(404, error(40400, 404, "Not found"));
		AblyException failure = failureOf(await(channel("test").history()).next());
		assertThat(failure.statusCode()).isEqualTo(404);
		assertThat(failure.code()).isEqualTo(40400);
	}

	@Test
	void anEmptyPageInTheMiddleIsNotTheEnd() {
		page(NEXT, "item1");
		page(NEXT);
		page(null, "item2");
		List<String> ids = channel("test").history()
			.items()
			.map((message) -> String.valueOf(message.id()))
			.collectList()
			.toFuture()
			.getNow(List.of());
		assertThat(ids).containsExactly("item1", "item2");
	}

	@Test
	void pagesAreFetchedOnlyWhenTheirItemsAreAskedFor() {
		page(NEXT, "item1", "item2");
		List<String> ids = channel("test").history()
			.items()
			.map((message) -> String.valueOf(message.id()))
			.take(2)
			.collectList()
			.toFuture()
			.getNow(List.of());
		assertThat(ids).containsExactly("item1", "item2");
		assertThat(this.http.requests()).hasSize(1);
	}

	private void page(@Nullable String link, String... ids) {
		List<Map<String, @Nullable Object>> items = Arrays.stream(ids).map((id) -> object("id", id)).toList();
		this.http.queue(200, items, (link != null) ? Map.of("Link", link) : Map.of());
	}

	private <T> PaginatedResult<T> next(PaginatedResult<T> page) {
		PaginatedResult<T> next = await(page.next());
		assertThat(next).isNotNull();
		return next;
	}

}
