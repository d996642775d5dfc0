package io.github.ablyspring.integration.uts;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.rest.HistoryParams;
import io.github.ablyspring.rest.PaginatedResult;
import io.github.ablyspring.rest.RestChannel;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.ablyspring.integration.support.Await.await;
import static io.github.ablyspring.integration.uts.Sandbox.unique;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Going through pages.
 */
@Timeout(300)
class RestPaginationTests {

	@RegisterExtension
	final Sandbox sandbox = Sandbox.create();

	@Test
	@Uts("rest/integration/TG1/items-and-navigation-0")
	void knowsItsItemsAndWhetherThereAreMore() {
		PaginatedResult<Message> page = historyOf(15, 5);
		assertThat(page.items()).hasSize(5);
		assertThat(page.hasNext()).isTrue();
		assertThat(page.isLast()).isFalse();
	}

	@Test
	@Uts("rest/integration/TG3/next-retrieves-page-0")
	void nextIsTheFollowingPage() {
		PaginatedResult<Message> first = historyOf(12, 5);
		PaginatedResult<Message> second = await(first.next());
		PaginatedResult<Message> third = await(second.next());
		assertThat(first.items()).hasSize(5);
		assertThat(second.items()).hasSize(5);
		assertThat(third.items()).hasSize(2);
		List<Message> all = new ArrayList<>(first.items());
		all.addAll(second.items());
		all.addAll(third.items());
		assertThat(all).extracting(Message::id).hasSize(12).doesNotHaveDuplicates();
	}

	@Test
	@Uts("rest/integration/TG4/first-retrieves-page-0")
	void firstIsTheFirstPage() {
		PaginatedResult<Message> page = historyOf(10, 3);
		PaginatedResult<Message> again = await(await(page.next()).first());
		assertThat(again.items()).extracting(Message::id)
			.isEqualTo(page.items().stream().map(Message::id).toList())
			.hasSize(3);
	}

	@Test
	@Uts("rest/integration/TG5/iterate-all-pages-0")
	void allPagesHaveEverything() {
		PaginatedResult<Message> page = historyOf(25, 7);
		List<Message> all = new ArrayList<>(page.items());
		while (page.hasNext()) {
			page = await(page.next());
			all.addAll(page.items());
		}
		assertThat(all).hasSize(25);
		assertThat(all).extracting(Message::name)
			.containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 25).mapToObj((i) -> "event-" + i).toList());
	}

	@Test
	@Uts("rest/integration/TG3/next-last-page-null-1")
	void nothingFollowsTheLastPage() {
		PaginatedResult<Message> page = historyOf(3, 10);
		assertThat(page.items()).hasSize(3);
		assertThat(page.hasNext()).isFalse();
		assertThat(page.isLast()).isTrue();
		PaginatedResult<Message> next = await(page.next());
		assertThat(next == null || next.items().isEmpty()).isTrue();
	}

	private PaginatedResult<Message> historyOf(int count, int limit) {
		RestChannel channel = this.sandbox.rest().channels().get(unique("pagination"));
		for (int i = 1; i <= count; i++) {
			await(channel.publish("event-" + i, Integer.toString(i)));
		}
		assertThat(await(channel.history()).items()).hasSize(count);
		return await(channel.history(HistoryParams.builder().limit(limit).build()));
	}

}
