package io.github.ablyspring.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.testing.MockHttp;
import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.uts.Uts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Results page by page.
 */
class PaginatedResultTests {

	private static final String NEXT = "</channels/test/messages?cursor=abc123>; rel=\"next\"";

	private final RestFixture fixture = new RestFixture();

	private final MockHttp http = this.fixture.http;

	@Test
	@Uts("rest/unit/TG1/paginated-result-items-0")
	void aPageHasItems() {
		this.http.always(200, List.of(Map.of("id", "item1", "name", "e1", "data", "d1"),
				Map.of("id", "item2", "name", "e2", "data", "d2")));
		assertThat(history().items()).extracting(Message::id).containsExactly("item1", "item2");
	}

	@Test
	@Uts("rest/unit/TG2/has-next-is-last-0")
	void aPageKnowsWhetherItIsTheLast() {
		this.http.queue(200, item("item1"), Map.of("Link", NEXT)).queue(200, item("item1"));
		PaginatedResult<Message> first = history();
		assertThat(first.hasNext()).isTrue();
		assertThat(first.isLast()).isFalse();
		PaginatedResult<Message> only = history();
		assertThat(only.hasNext()).isFalse();
		assertThat(only.isLast()).isTrue();
	}

	@Test
	@Uts("rest/unit/TG3/next-fetches-next-page-0")
	void theNextPageIsWhereTheLinkPoints() {
		this.http.queue(200, List.of(Map.of("id", "page1-item1"), Map.of("id", "page1-item2")), Map.of("Link", NEXT))
			.queue(200, item("page2-item1"));
		PaginatedResult<Message> first = history();
		PaginatedResult<Message> second = this.fixture.await(first.next());
		assertThat(first.items()).hasSize(2);
		assertThat(first.items().get(0).id()).isEqualTo("page1-item1");
		assertThat(first.hasNext()).isTrue();
		assertThat(second.items()).hasSize(1);
		assertThat(second.items().get(0).id()).isEqualTo("page2-item1");
		assertThat(second.hasNext()).isFalse();
		assertThat(this.http.request(1).query()).containsEntry("cursor", "abc123");
	}

	@Test
	@Uts("rest/unit/TG4/first-returns-first-page-0")
	void theFirstPageIsWhereTheLinkPoints() {
		this.http.queue(200, item("item1"), Map.of("Link",
				"</channels/test/messages?cursor=next>; rel=\"next\", </channels/test/messages?p=1>; rel=\"first\""))
			.queue(200, item("item2"), Map.of("Link", "</channels/test/messages?p=1>; rel=\"first\""))
			.queue(200, item("item1"), Map.of("Link", NEXT));
		PaginatedResult<Message> second = this.fixture.await(history().next());
		PaginatedResult<Message> first = this.fixture.await(second.first());
		assertThat(first.items().get(0).id()).isEqualTo("item1");
		assertThat(this.http.request(2).query()).containsEntry("p", "1");
	}

	@Test
	void thisPageCanBeFetchedAnew() {
		this.http.queue(200, item("item1"), Map.of("Link", NEXT)).queue(200, item("item2")).queue(200, item("again"));
		PaginatedResult<Message> second = this.fixture.await(history().next());
		assertThat(this.fixture.await(second.current()).items().get(0).id()).isEqualTo("again");
		assertThat(this.http.request(2).url()).isEqualTo(this.http.request(1).url());
	}

	@Test
	@Uts("rest/unit/TG/empty-result-handling-0")
	void aPageMayBeEmpty() {
		this.http.always(200, List.of());
		PaginatedResult<Message> page = history();
		assertThat(page.items()).isEmpty();
		assertThat(page.hasNext()).isFalse();
		assertThat(page.isLast()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '\'', value = { "'</path?cursor=abc>; rel=\"next\"',abc",
			"'</path?cursor=abc>; rel=\"next\", </path>; rel=\"first\"',abc", "'</path>; rel=\"first\"',", "'',",
			"'<./path?cursor=abc>; rel=\"next\"',abc", "'<https://elsewhere.example.com/path?cursor=abc>;rel=next',abc",
			"'</path?cursor=a,b;c>; title=\"x, <y>\"; rel=\"next\"','a,b;c'" })
	@Uts("rest/unit/TG/link-header-parsing-1")
	void linksAreUnderstood(String link, @Nullable String cursor) {
		this.http.onRequest(
				(request) -> request.respond(200, item("item"), link.isEmpty() ? Map.of() : Map.of("Link", link)));
		PaginatedResult<Message> page = history();
		assertThat(page.hasNext()).isEqualTo(cursor != null);
		if (cursor != null) {
			this.fixture.await(page.next());
			assertThat(this.http.request(1).query()).containsEntry("cursor", cursor);
			assertThat(this.http.request(1).host()).isEqualTo("main.realtime.ably.net");
		}
	}

	@Test
	@Uts("rest/unit/TG/type-parameter-items-2")
	void itemsHaveTheirType() {
		this.http.always(200, List.of(Map.of("id", "msg1", "name", "event", "data", "test")));
		List<Message> messages = history().items();
		assertThat((Object) messages.get(0)).isInstanceOf(Message.class);
	}

	@Test
	@Uts("rest/unit/TG/next-on-last-page-3")
	void afterTheLastPageThereIsNothing() {
		this.http.always(200, item("item"));
		PaginatedResult<Message> page = history();
		assertThat(page.isLast()).isTrue();
		assertThat(this.fixture.await(page.next())).isNull();
	}

	@Test
	@Uts("rest/unit/TG/pagination-preserves-auth-4")
	void allPagesNeedCredentials() {
		twoPages();
		this.fixture.await(history().next());
		assertThat(this.http.request(0).header("Authorization")).isNotNull()
			.isEqualTo(this.http.request(1).header("Authorization"));
	}

	@Test
	@SuppressWarnings("deprecation")
	@Uts("rest/unit/TG/pagination-relative-urls-5")
	void linksAreRelativeToTheHost() {
		this.http.queue(200, item("item1"), Map.of("Link", "</channels/test/messages?page=2>; rel=\"next\""))
			.queue(200, item("item2"));
		AblyRest ably = this.fixture.client(RestFixture.options().restHost("rest.ably.io"));
		this.fixture.await(this.fixture.await(ably.channels().get("test").history()).next());
		assertThat(this.http.request(1).host()).isEqualTo("rest.ably.io");
		assertThat(this.http.request(1).path()).isEqualTo("/channels/test/messages");
		assertThat(this.http.request(1).query()).containsEntry("page", "2");
	}

	@Test
	void linksAreRelativeToThePathToo() {
		this.http.queue(200, item("item1"), Map.of("Link", "<./messages?limit=1&from=a%2Fb>; rel=\"next\""))
			.queue(200, item("item2"));
		AblyRest ably = this.fixture.client();
		this.fixture.await(this.fixture.await(ably.channels().get("name/with:more").history()).next());
		assertThat(this.http.request(1).path()).isEqualTo(this.http.request(0).path())
			.isEqualTo("/channels/name%2Fwith%3Amore/messages");
		assertThat(this.http.request(1).query()).containsEntry("from", "a/b");
	}

	@Test
	@Uts("rest/unit/TG/multiple-link-relations-6")
	void thereMayBeSeveralLinks() {
		this.http.onRequest((request) -> request.respond(200, item("item1"),
				Map.of("Link", "</channels/test/messages?page=2>; rel=\"next\", </channels/test/messages?page=1>; "
						+ "rel=\"first\", </channels/test/messages?page=5>; rel=\"last\"")));
		PaginatedResult<Message> page = history();
		assertThat(page.hasNext()).isTrue();
		this.fixture.await(page.next());
		this.fixture.await(page.first());
		assertThat(this.http.request(1).query()).containsEntry("page", "2");
		assertThat(this.http.request(2).query()).containsEntry("page", "1");
	}

	@Test
	@Uts("rest/unit/TG/pagination-presence-results-7")
	void presenceComesInPagesToo() {
		this.http
			.queue(200, List.of(Map.of("action", 1, "clientId", "client1")),
					Map.of("Link", "</channels/test/presence?page=2>; rel=\"next\""))
			.queue(200, List.of(Map.of("action", 1, "clientId", "client2")));
		PaginatedResult<PresenceMessage> first = this.fixture
			.await(this.fixture.client().channels().get("test").presence().get());
		PaginatedResult<PresenceMessage> second = this.fixture.await(first.next());
		assertThat(first.items().get(0).clientId()).isEqualTo("client1");
		assertThat(second.items().get(0).clientId()).isEqualTo("client2");
	}

	@Test
	@Uts("rest/unit/TG/pagination-includes-headers-8")
	void allPagesAreAskedForWithTheHeadersOfTheLibrary() {
		twoPages();
		this.fixture.await(history().next());
		assertThat(this.http.request(1).headers()).containsKey("X-Ably-Version");
		assertThat(this.http.request(1).header("Ably-Agent")).contains("ably-");
	}

	@Test
	@Uts("rest/unit/TG/error-handling-on-next-9")
	void aPageThatCannotBeFetchedIsAnError() {
		this.http.queue(200, item("item1"), Map.of("Link", NEXT))
			.queue(404, Map.of("error", Map.of("code", 40400, "statusCode", 404, "message", "Not found")));
		AblyException error = this.fixture.awaitFailure(history().next());
		assertThat(error.statusCode()).isEqualTo(404);
		assertThat(error.code()).isEqualTo(40400);
	}

	@Test
	void aStreamGoesOnOverPagesAndEmptyOnesAmongThem() {
		this.http.queue(200, item("1"), Map.of("Link", NEXT))
			.queue(200, List.of(), Map.of("Link", NEXT))
			.queue(200, List.of(), Map.of("Link", NEXT))
			.queue(200, item("2"));
		StepVerifier.create(this.fixture.client().channels().get("test").history().items().map(Message::id))
			.expectNext("1", "2")
			.verifyComplete();
	}

	@Test
	void aStreamFetchesAPageOnlyWhenItIsWanted() {
		this.http.queue(200, List.of(Map.of("id", "1"), Map.of("id", "2")), Map.of("Link", NEXT))
			.queue(200, List.of(Map.of("id", "3"), Map.of("id", "4")), Map.of("Link", NEXT));
		StepVerifier.create(this.fixture.client().channels().get("test").history().items().map(Message::id), 0)
			.thenRequest(2)
			.expectNext("1", "2")
			.then(() -> assertThat(this.http.requests()).hasSize(1))
			.thenRequest(1)
			.expectNext("3")
			.then(() -> assertThat(this.http.requests()).hasSize(2))
			.thenRequest(1)
			.expectNext("4")
			.thenCancel()
			.verify();
		assertThat(this.http.requests()).hasSize(2);
	}

	@Test
	void aStreamEndsWithTheErrorOfAPage() {
		this.http.queue(200, item("1"), Map.of("Link", NEXT))
			.queue(400, Map.of("error", Map.of("code", 40000, "message", "no")));
		StepVerifier.create(this.fixture.client().channels().get("test").history().items().map(Message::id))
			.expectNext("1")
			.verifyErrorSatisfies((error) -> assertThat(((AblyException) error).code()).isEqualTo(40000));
	}

	@Test
	void aStreamOverManyPagesNeedsNoStack() {
		int[] page = new int[1];
		this.http.onRequest((request) -> {
			boolean last = ++page[0] == 20_000;
			request.respond(200, item(String.valueOf(page[0])), last ? Map.of() : Map.of("Link", NEXT));
		});
		List<String> ids = new ArrayList<>();
		this.fixture.client().channels().get("test").history().items().map(Message::id).subscribe(ids::add);
		assertThat(ids).isEqualTo(IntStream.rangeClosed(1, 20_000).mapToObj(String::valueOf).toList());
	}

	private void twoPages() {
		this.http.queue(200, item("item1"), Map.of("Link", NEXT)).queue(200, item("item2"));
	}

	private PaginatedResult<Message> history() {
		return this.fixture.await(this.fixture.client().channels().get("test").history());
	}

	private static List<Map<String, Object>> item(String id) {
		return List.of(Map.of("id", id));
	}

}
