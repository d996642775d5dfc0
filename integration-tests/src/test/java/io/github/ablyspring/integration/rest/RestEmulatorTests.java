package io.github.ablyspring.integration.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.integration.leak.LeakFree;
import io.github.ablyspring.integration.support.Patient;
import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageAction;
import io.github.ablyspring.message.MessageOperation;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.BatchResult;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.rest.BatchPresenceResult;
import io.github.ablyspring.rest.BatchPresenceSuccessResult;
import io.github.ablyspring.rest.BatchPublishFailureResult;
import io.github.ablyspring.rest.BatchPublishResult;
import io.github.ablyspring.rest.BatchPublishSpec;
import io.github.ablyspring.rest.BatchPublishSuccessResult;
import io.github.ablyspring.rest.Direction;
import io.github.ablyspring.rest.HistoryParams;
import io.github.ablyspring.rest.PublishOutcome;
import io.github.ablyspring.rest.PushAdmin;
import io.github.ablyspring.rest.RestChannel;
import io.github.ablyspring.rest.push.DeviceDetails;
import io.github.ablyspring.rest.push.DevicePlatform;
import io.github.ablyspring.rest.push.FormFactor;
import io.github.ablyspring.rest.push.PushChannelSubscription;
import io.github.ablyspring.rest.push.PushPayload;
import io.github.ablyspring.rest.push.PushRecipient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import static io.github.ablyspring.integration.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The REST client against the emulator, over real sockets and in both formats.
 */
@LeakFree
@ParameterizedClass
@ValueSource(booleans = { false, true })
@Timeout(300)
class RestEmulatorTests {

	private static final HistoryParams FORWARDS = HistoryParams.builder().direction(Direction.FORWARDS).build();

	private static AblyEmulator emulator;

	@Parameter
	boolean binary;

	private AblyRest ably;

	private RestChannel channel;

	@BeforeAll
	static void startEmulator() {
		emulator = AblyEmulator.start();
	}

	@AfterAll
	static void stopEmulator() {
		emulator.close();
	}

	@BeforeEach
	void createClient() {
		this.ably = AblyRest.create(Patient.options(emulator).useBinaryProtocol(this.binary).build());
		this.channel = this.ably.channels().get(unique("persisted:a channel/with all:of it"));
	}

	@AfterEach
	void closeClient() {
		this.ably.close();
	}

	@Test
	void tellsTheTime() {
		assertThat(await(this.ably.time())).isBetween(Instant.now().minus(Duration.ofMinutes(1)),
				Instant.now().plus(Duration.ofMinutes(1)));
	}

	@Test
	void whatIsPublishedIsInTheHistory() {
		PublishResult result = await(this.channel
			.publish(List.of(Message.of("text", "hello"), Message.of("bytes", new byte[] { 0, 1, (byte) 0xff }),
					Message.of("json", Map.of("key", List.of(1L, "two"))), Message.of("nothing", null))));
		assertThat(result.serials()).hasSize(4).doesNotContainNull().doesNotHaveDuplicates();
		List<Message> messages = await(this.channel.history(FORWARDS)).items();
		assertThat(messages).extracting(Message::name).containsExactly("text", "bytes", "json", "nothing");
		assertThat(messages).extracting(Message::data)
			.containsExactly("hello", new byte[] { 0, 1, (byte) 0xff }, Map.of("key", List.of(1L, "two")), null);
		assertThat(messages).extracting(Message::serial).isEqualTo(result.serials());
		assertThat(messages).allSatisfy((message) -> assertThat(message.timestamp()).isNotNull());
	}

	@Test
	void anEncryptedChannelIsReadByThoseWithTheKey() {
		ChannelOptions cipher = ChannelOptions.withCipherKey(new byte[32]);
		await(this.channel.setOptions(cipher));
		await(this.channel.publish("secret", Map.of("code", 42L)));
		assertThat(onlyMessage().data()).isEqualTo(Map.of("code", 42L));
		await(this.channel.setOptions(ChannelOptions.DEFAULT));
		assertThat(onlyMessage().encoding()).contains("cipher+aes-256-cbc");
	}

	@Test
	void publishingTheSameIdTwiceStoresItOnce() {
		Message message = Message.builder().id(unique("mine")).name("event").data("once").build();
		await(this.channel.publish(message));
		await(this.channel.publish(message));
		assertThat(await(this.channel.history()).items()).hasSize(1);
	}

	@Test
	void publishAllKeepsTheOrderOfAnyNumberOfMessages() {
		int count = 500;
		List<PublishOutcome> outcomes = await(
				this.channel.publishAll(Flux.range(0, count).map((i) -> Message.of("n", i + ":" + "x".repeat(1000))))
					.collectList()
					.toFuture());
		assertThat(outcomes).hasSize(count).allMatch(PublishOutcome::isPublished);
		List<String> read = await(
				this.channel.history(HistoryParams.builder().direction(Direction.FORWARDS).limit(70).build())
					.items()
					.map((message) -> String.valueOf(message.data()).split(":", 2)[0])
					.collectList()
					.toFuture());
		assertThat(read).isEqualTo(IntStream.range(0, count).mapToObj(String::valueOf).toList());
	}

	@Test
	void messagesOfAFailedBatchCanBePublishedAgain() {
		List<PublishOutcome> first = await(
				this.channel.publishAll(List.of(Message.of("n", "1"), Message.of("n", "2"))));
		List<PublishOutcome> again = await(
				this.channel.publishAll(first.stream().map(PublishOutcome::message).toList()));
		assertThat(again).allMatch(PublishOutcome::isPublished);
		assertThat(await(this.channel.history()).items()).hasSize(2);
	}

	@Test
	void tellsTheStatusOfAChannel() {
		assertThat(await(this.channel.status()).channelId()).isEqualTo(this.channel.name());
	}

	@Test
	void aMessageCanBeChanged() {
		RestChannel mutable = this.ably.channels().get(unique("mutable:a"));
		String serial = await(mutable.publish("event", "first")).serial();
		Message message = Message.builder().serial(serial).data("second").build();
		String version = await(mutable.updateMessage(message, MessageOperation.because("a typo"))).versionSerial();
		Message updated = await(mutable.getMessage(message));
		assertThat(updated.data()).isEqualTo("second");
		assertThat(updated.action()).isEqualTo(MessageAction.MESSAGE_UPDATE);
		assertThat(updated.version().serial()).isEqualTo(version);
		assertThat(updated.version().description()).isEqualTo("a typo");
		await(mutable.appendMessage(Message.builder().serial(serial).data(" and more").build()));
		assertThat(await(mutable.getMessage(message)).data()).isEqualTo("second and more");
		await(mutable.deleteMessage(Message.builder().serial(serial).build()));
		assertThat(await(mutable.getMessage(message)).action()).isEqualTo(MessageAction.MESSAGE_DELETE);
		assertThat(await(mutable.getMessageVersions(message, Map.of("limit", 10))).items()).extracting(Message::action)
			.contains(MessageAction.MESSAGE_CREATE, MessageAction.MESSAGE_UPDATE, MessageAction.MESSAGE_DELETE);
	}

	@Test
	void aMessageCanBeAnnotated() {
		RestChannel mutable = this.ably.channels().get(unique("mutable:b"));
		Message message = Message.builder().serial(await(mutable.publish("event", "data")).serial()).build();
		Annotation annotation = Annotation.builder()
			.type("reaction:distinct.v1")
			.name("like")
			.clientId("alice")
			.data(Map.of("strength", 3L))
			.build();
		await(mutable.annotations().publish(message, annotation));
		List<Annotation> annotations = await(mutable.annotations().get(message, Map.of())).items();
		assertThat(annotations).singleElement().satisfies((stored) -> {
			assertThat(stored.type()).isEqualTo("reaction:distinct.v1");
			assertThat(stored.name()).isEqualTo("like");
			assertThat(stored.clientId()).isEqualTo("alice");
			assertThat(stored.messageSerial()).isEqualTo(message.serial());
			assertThat(stored.data()).isEqualTo(Map.of("strength", 3L));
		});
		await(mutable.annotations().delete(message, annotation));
		assertThat(await(mutable.annotations().get(message, Map.of())).items()).hasSize(2);
	}

	@Test
	void nobodyIsPresent() {
		assertThat(await(this.channel.presence().get()).items()).isEmpty();
		assertThat(await(this.channel.presence().history()).items()).isEmpty();
		BatchResult<BatchPresenceResult> batch = await(this.ably.batchPresence(List.of("one", "two")));
		assertThat(batch.results()).containsExactlyInAnyOrder(new BatchPresenceSuccessResult("one", List.of()),
				new BatchPresenceSuccessResult("two", List.of()));
	}

	@Test
	void aBatchTellsTheOutcomeOfEachChannel() {
		String good = unique("persisted:batch");
		BatchResult<BatchPublishResult> batch = await(this.ably
			.batchPublish(new BatchPublishSpec(List.of(good, ":bad"), List.of(Message.of("event", "data")))));
		assertThat(batch.successCount()).isEqualTo(1);
		assertThat(batch.failureCount()).isEqualTo(1);
		assertThat(batch.results()).anySatisfy(
				(result) -> assertThat(result).isInstanceOfSatisfying(BatchPublishSuccessResult.class, (success) -> {
					assertThat(success.channel()).isEqualTo(good);
					assertThat(success.serials()).hasSize(1);
				}));
		assertThat(batch.results())
			.anySatisfy((result) -> assertThat(result).isInstanceOfSatisfying(BatchPublishFailureResult.class,
					(failure) -> assertThat(failure.error().code()).isEqualTo(40010)));
		assertThat(await(this.ably.channels().get(good).history()).items()).hasSize(1);
	}

	@Test
	void aPushArrivesOnTheChannelItIsSentTo() {
		PushPayload payload = PushPayload.builder().notification((n) -> n.title("Hello")).data("key", "value").build();
		await(this.ably.push()
			.admin()
			.publish(PushRecipient.ablyChannel(this.channel.name(), emulator.key(), emulator.uri().toString()),
					payload));
		Message push = onlyMessage();
		assertThat(push.name()).isEqualTo("__ably_push__");
		assertThat(push.data()).asString().contains("Hello");
	}

	@Test
	void devicesAndSubscriptionsAreManaged() {
		PushAdmin admin = this.ably.push().admin();
		String id = unique("device");
		DeviceDetails device = DeviceDetails.builder(id)
			.clientId("alice")
			.platform(DevicePlatform.ANDROID)
			.formFactor(FormFactor.PHONE)
			.metadata("model", "x")
			.deviceSecret("a-secret")
			.recipient(PushRecipient.fcm("token"))
			.build();
		assertThat(await(admin.deviceRegistrations().save(device)).id()).isEqualTo(id);
		assertThat(await(admin.deviceRegistrations().get(id)).platform()).isEqualTo(DevicePlatform.ANDROID);
		assertThat(await(admin.deviceRegistrations().list(Map.of("deviceId", id))).items()).hasSize(1);
		String name = unique("pushenabled:a");
		PushChannelSubscription subscription = PushChannelSubscription.forDevice(name, id);
		assertThat(await(admin.channelSubscriptions().save(subscription))).isEqualTo(subscription);
		await(this.ably.channels().get(name).push().subscribeClient("alice"));
		assertThat(await(admin.channelSubscriptions().list(Map.of("channel", name))).items())
			.containsExactlyInAnyOrder(subscription, PushChannelSubscription.forClient(name, "alice"));
		assertThat(await(admin.channelSubscriptions().listChannels(Map.of("limit", 1000))).items()).contains(name);
		await(admin.channelSubscriptions().remove(subscription));
		await(admin.channelSubscriptions().removeWhere(Map.of("channel", name, "clientId", "alice")));
		assertThat(await(admin.channelSubscriptions().list(Map.of("channel", name))).items()).isEmpty();
		await(admin.deviceRegistrations().remove(id));
		assertThat(failureOf(admin.deviceRegistrations().get(id)).statusCode()).isEqualTo(404);
	}

	@Test
	void whatTheServiceRefusesFailsWithItsError() {
		assertThat(failureOf(this.ably.channels().get(":bad").publish("event", "data")).code()).isEqualTo(40010);
		assertThat(failureOf(this.channel.getMessage("no-such-serial")).statusCode()).isBetween(400, 499);
	}

	private Message onlyMessage() {
		List<Message> messages = await(this.channel.history()).items();
		assertThat(messages).hasSize(1);
		return messages.get(0);
	}

	private static String unique(String prefix) {
		return prefix + "-" + Long.toString(System.nanoTime(), 36);
	}

	private static AblyException failureOf(CompletableFuture<?> future) {
		return catchThrowableOfType(AblyException.class, () -> await(future));
	}

}
