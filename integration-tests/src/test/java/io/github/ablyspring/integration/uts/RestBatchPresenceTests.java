package io.github.ablyspring.integration.uts;

import java.util.List;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.protocol.BatchResult;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.rest.BatchPresenceFailureResult;
import io.github.ablyspring.rest.BatchPresenceResult;
import io.github.ablyspring.rest.BatchPresenceSuccessResult;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.ablyspring.integration.support.Await.await;
import static io.github.ablyspring.integration.uts.Sandbox.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Who is present in several channels, in one request.
 */
@ParameterizedClass
@ValueSource(booleans = { false, true })
@Timeout(300)
class RestBatchPresenceTests {

	@RegisterExtension
	final Sandbox sandbox = Sandbox.create();

	@Parameter
	boolean binary;

	@Test
	@Uts("rest/integration/RSC24/batch-presence-multiple-channels-0")
	void severalChannels() {
		String a = unique("batch-a");
		String b = unique("batch-b");
		AblyRealtime realtime = this.sandbox.connected(this.binary);
		enter(realtime, a, "user-1", "data-a1");
		enter(realtime, a, "user-2", "data-a2");
		enter(realtime, b, "user-3", "data-b1");
		BatchResult<BatchPresenceResult> result = await(this.sandbox.rest(this.binary).batchPresence(List.of(a, b)));
		assertCounts(result, 2, 0);
		assertThat(members(result, a)).extracting(PresenceMessage::clientId, PresenceMessage::data)
			.containsExactlyInAnyOrder(tuple("user-1", "data-a1"), tuple("user-2", "data-a2"));
		assertThat(members(result, b)).extracting(PresenceMessage::clientId, PresenceMessage::data)
			.containsExactly(tuple("user-3", "data-b1"));
	}

	@Test
	@Uts("rest/integration/RSC24/restricted-key-channel-failure-1")
	void channelThatIsNotPermittedFailsAlone() {
		String allowed = "channel6";
		String denied = unique("denied");
		// it stays, because those who leave with it would no longer be present
		AblyRealtime realtime = this.sandbox.connected(this.binary);
		enter(realtime, allowed, "member-1", "hello");
		enter(realtime, denied, "member-2", "world");
		AblyRest restricted = this.sandbox
			.rest((options) -> options.key(this.sandbox.key(2)).useBinaryProtocol(this.binary));
		BatchResult<BatchPresenceResult> result = await(restricted.batchPresence(List.of(allowed, denied)));
		assertCounts(result, 1, 1);
		assertThat(members(result, allowed)).extracting(PresenceMessage::clientId).containsExactly("member-1");
		assertThat(resultOf(result, denied)).isInstanceOfSatisfying(BatchPresenceFailureResult.class, (failure) -> {
			assertThat(failure.error().code()).isEqualTo(40160);
			assertThat(failure.error().statusCode()).isEqualTo(401);
		});
	}

	@Test
	@Uts("rest/integration/RSC24/empty-channel-presence-2")
	void emptyChannelSucceeds() {
		String empty = unique("batch-empty");
		String populated = unique("batch-populated");
		enter(this.sandbox.connected(this.binary), populated, "someone", "here");
		BatchResult<BatchPresenceResult> result = await(
				this.sandbox.rest(this.binary).batchPresence(List.of(empty, populated)));
		assertCounts(result, 2, 0);
		assertThat(members(result, empty)).isEmpty();
		assertThat(members(result, populated)).extracting(PresenceMessage::clientId).containsExactly("someone");
	}

	private static void enter(AblyRealtime realtime, String channelName, String clientId, String data) {
		RealtimeChannel channel = realtime.channels().get(channelName);
		await(channel.attach());
		await(channel.presence().enterClient(clientId, data));
	}

	private static void assertCounts(BatchResult<BatchPresenceResult> result, int successes, int failures) {
		assertThat(result.successCount()).isEqualTo(successes);
		assertThat(result.failureCount()).isEqualTo(failures);
		assertThat(result.results()).hasSize(successes + failures);
	}

	private static List<PresenceMessage> members(BatchResult<BatchPresenceResult> result, String channel) {
		BatchPresenceResult one = resultOf(result, channel);
		assertThat(one).isInstanceOf(BatchPresenceSuccessResult.class);
		return ((BatchPresenceSuccessResult) one).presence();
	}

	private static BatchPresenceResult resultOf(BatchResult<BatchPresenceResult> result, String channel) {
		return result.results().stream().filter((one) -> one.channel().equals(channel)).findFirst().orElseThrow();
	}

}
