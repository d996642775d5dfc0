package io.github.ablyspring.integration.uts;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.auth.TokenDetails;
import io.github.ablyspring.auth.TokenParams;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.rest.RestChannel;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.ablyspring.integration.support.Await.await;
import static io.github.ablyspring.integration.support.Await.failureOf;
import static io.github.ablyspring.integration.uts.Sandbox.unique;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Publishing over REST.
 */
@ParameterizedClass
@ValueSource(booleans = { false, true })
@Timeout(300)
class RestPublishTests {

	@RegisterExtension
	final Sandbox sandbox = Sandbox.create();

	@Parameter
	boolean binary;

	@Test
	@Uts("rest/integration/RSL1d/publish-failure-error-0")
	void refusedPublishFails() {
		AblyRest restricted = this.sandbox
			.rest((options) -> options.key(this.sandbox.key(2)).useBinaryProtocol(this.binary));
		ErrorInfo error = failureOf(restricted.channels().get(unique("forbidden")).publish("event", "data"));
		assertThat(error.code()).isEqualTo(40160);
		assertThat(error.statusCode()).isEqualTo(401);
	}

	@Test
	@Uts("rest/integration/RSL1n/publish-result-serials-0")
	void eachMessageHasItsSerial() {
		RestChannel channel = channel();
		PublishResult single = await(channel.publish("event1", "data1"));
		assertThat(single.serials()).singleElement().asString().isNotEmpty();
		PublishResult several = await(channel.publish(
				List.of(Message.of("event2", "data2"), Message.of("event3", "data3"), Message.of("event4", "data4"))));
		assertThat(several.serials()).hasSize(3)
			.doesNotHaveDuplicates()
			.allSatisfy((serial) -> assertThat(serial).isNotEmpty());
	}

	@Test
	@Uts("rest/integration/RSL1k5/idempotent-client-ids-0")
	void sameIdIsStoredOnce() {
		RestChannel channel = channel();
		String id = unique("own");
		for (int i = 1; i <= 3; i++) {
			await(channel.publish(Message.builder().id(id).name("event").data("data-" + i).build()));
		}
		assertThat(await(channel.history()).items()).singleElement().satisfies((message) -> {
			assertThat(message.id()).isEqualTo(id);
			assertThat(message.data()).isEqualTo("data-1");
		});
	}

	@Test
	@Uts("rest/integration/RSL1l1/publish-params-force-nack-0")
	void parametersReachTheServer() {
		assertThat(failureOf(channel().publish(Message.of("event", "data"), Map.of("_forceNack", "true"))).code())
			.isEqualTo(40099);
	}

	@Test
	@Uts("rest/integration/RSL1m4/clientid-mismatch-rejected-0")
	void anotherClientIdIsRefused() {
		TokenDetails token = await(this.sandbox.rest(this.binary)
			.auth()
			.requestToken(TokenParams.builder().clientId("authenticated-client-id").build()));
		AblyRest client = this.sandbox.rest((options) -> options.token(token.token()).useBinaryProtocol(this.binary));
		ErrorInfo error = failureOf(client.channels()
			.get(unique("mismatch"))
			.publish(Message.builder().name("event").data("data").clientId("different-client-id").build()));
		assertThat(error.code()).isEqualTo(40012);
		assertThat(error.statusCode()).isEqualTo(400);
	}

	private RestChannel channel() {
		return this.sandbox.rest(this.binary).channels().get(unique("publish"));
	}

}
