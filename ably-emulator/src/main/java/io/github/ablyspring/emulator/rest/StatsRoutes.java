package io.github.ablyspring.emulator.rest;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.auth.Identity;
import io.github.ablyspring.emulator.auth.Operation;
import io.github.ablyspring.emulator.channel.Page;
import io.github.ablyspring.emulator.stats.StatsBook;
import io.github.ablyspring.emulator.wire.Tree;
import org.jspecify.annotations.Nullable;

/**
 * Statistics: put there by tests, and read.
 */
final class StatsRoutes {

	private StatsRoutes() {
	}

	static void addTo(Router router, RestContext context) {
		router.on("POST", "/stats", (request, path) -> {
			Identity identity = context.identify(request);
			context.stats().add(identity.app(), Tree.listOrOne(request.tree()));
			return RestResponse.created(List.of());
		}).on("GET", "/stats", (request, path) -> read(request, context));
	}

	private static RestResponse read(RestRequest request, RestContext context) {
		Identity identity = context.identify(request);
		identity.require(Operation.STATS);
		Map<String, String> query = request.query();
		StatsBook.Query wanted = new StatsBook.Query(StatsBook.Query.start(query.get("start")),
				StatsBook.Query.end(query.get("end"), context.loop().now()), StatsBook.Query.unit(query.get("unit")),
				Pages.forwards(request), Batch.hasEnvelope(request));
		Page<Map<String, @Nullable Object>> page = Page.of(context.stats().read(identity.app(), wanted),
				query.get(Pages.CURSOR), Pages.limit(request));
		return Pages.respond(request, page, (interval) -> interval);
	}

}
