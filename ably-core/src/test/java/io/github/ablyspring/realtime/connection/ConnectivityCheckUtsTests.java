package io.github.ablyspring.realtime.connection;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.testing.MockConnection;
import io.github.ablyspring.testing.PendingRequest;
import io.github.ablyspring.testing.RealtimeFixture;
import io.github.ablyspring.uts.Uts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether there is an internet at all is asked when the primary host cannot be reached.
 * That there is one shows in the attempt to reach another host.
 */
class ConnectivityCheckUtsTests {

	private final RealtimeFixture fixture = new RealtimeFixture();

	@BeforeEach
	void thePrimaryHostCannotBeReached() {
		this.fixture.server().onConnection((connection) -> {
			if (this.fixture.server().connections().size() == 1) {
				connection.respondWithRefused();
			}
			else {
				connection.respondWithSuccess();
			}
		});
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	@Uts("rest/unit/REC3a/default-connectivity-check-url-0")
	void theUsualUrlIsAsked() {
		this.fixture.http().onRequest((request) -> request.respond(200, "yes"));
		connect(null);
		assertThat(checks()).isNotEmpty();
		assertThat(checks().get(0).url()).hasToString("https://internet-up.ably-realtime.com/is-the-internet-up.txt");
	}

	@Test
	@Uts("rest/unit/REC3b/custom-connectivity-check-url-0")
	void theUrlOfTheOptionsIsAsked() {
		this.fixture.http().onRequest((request) -> request.respond(200, "ok"));
		connect("https://custom.example.com/connectivity");
		assertThat(checks()).isNotEmpty()
			.allSatisfy((request) -> assertThat(request.url()).hasToString("https://custom.example.com/connectivity"));
	}

	@ParameterizedTest
	@CsvSource({ "200,yes,true", "200,no,false", "200,'',false", "404,Not Found,false", "0,,false" })
	@Uts("rest/unit/REC3/connectivity-check-validation-0")
	void onlyYesMeansThatThereIsAnInternet(int status, @Nullable String body, boolean online) {
		this.fixture.http().onConnection((connection) -> {
			if (status == 0) {
				connection.refuse();
			}
			else {
				connection.succeed();
			}
		}).onRequest((request) -> request.respond(status, body, Map.of("Content-Type", "text/plain")));
		connect(null);
		List<String> hosts = this.fixture.server().connections().stream().map(MockConnection::host).toList();
		assertThat(hosts).hasSize(online ? 2 : 1).startsWith("main.realtime.ably.net");
	}

	private void connect(@Nullable String url) {
		this.fixture.client((options) -> (url != null) ? options.connectivityCheckUrl(url) : options).connect();
		this.fixture.run();
	}

	private List<PendingRequest> checks() {
		return this.fixture.http().requests();
	}

}
