package io.github.ablyspring.integration.official;

import java.util.Arrays;
import java.util.Map;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ably.lib.http.HttpUtils;
import io.ably.lib.push.PushBase.Admin;
import io.ably.lib.push.PushBase.ChannelSubscription;
import io.ably.lib.rest.AblyRest;
import io.ably.lib.rest.Auth.TokenParams;
import io.ably.lib.rest.Channel;
import io.ably.lib.rest.DeviceDetails;
import io.ably.lib.types.AblyException;
import io.ably.lib.types.ClientOptions;
import io.ably.lib.types.HttpPaginatedResponse;
import io.ably.lib.types.Message;
import io.ably.lib.types.MessageAction;
import io.ably.lib.types.MessageExtras;
import io.ably.lib.types.MessageOperation;
import io.ably.lib.types.PaginatedResult;
import io.ably.lib.types.Param;
import io.ably.lib.types.PublishResponse;
import io.ably.lib.types.Stats;
import io.github.ablyspring.integration.support.EmulatorExtension;
import io.github.ablyspring.integration.support.Inbox;
import io.github.ablyspring.protocol.WireFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.github.ablyspring.integration.official.AblyJava.attached;
import static io.github.ablyspring.integration.official.AblyJava.params;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What is asked for over HTTP: time, statistics, push notifications, batches, the status
 * of channels.
 */
@ParameterizedClass
@EnumSource(WireFormat.class)
@Timeout(300)
class AblyJavaRestTests {

	private static final String FIRST = "2025-02-03:15:03";

	private static final String SECOND = "2025-02-03:15:04";

	@Parameter
	WireFormat format;

	@RegisterExtension
	final EmulatorExtension emulator = EmulatorExtension.create();

	private AblyJava ably;

	private AblyRest rest;

	@BeforeEach
	void prepare() throws Exception {
		this.ably = new AblyJava(this.emulator, this.format);
		this.rest = this.ably.rest();
	}

	@Test
	void timeIsTold() throws Exception {
		long before = System.currentTimeMillis();
		assertThat(this.rest.time()).isBetween(before - 10_000, System.currentTimeMillis() + 10_000);
	}

	@Test
	void statisticsAreRead() throws Exception {
		putStatistics();
		PaginatedResult<Stats> minutes = this.rest
			.stats(params("start", FIRST, "end", SECOND, "direction", "forwards", "limit", "1"));
		assertThat(minutes.items()).singleElement().satisfies((minute) -> {
			assertThat(minute.intervalId).isEqualTo(FIRST);
			assertThat(minute.unit).isEqualTo("minute");
			assertThat(minute.inbound.realtime.messages.count).isEqualTo(50);
			assertThat(minute.inbound.all.all.count).isEqualTo(50);
			assertThat(minute.inbound.all.all.data).isEqualTo(5000);
			assertThat(minute.inbound.all.all.category.get("delta").count).isEqualTo(10);
			assertThat(minute.processed.delta.get("xdelta").succeeded).isEqualTo(10);
		});
		assertThat(minutes.hasNext()).isTrue();
		assertThat(minutes.next().items()).extracting((minute) -> minute.intervalId).containsExactly(SECOND);
		assertThat(this.rest.stats(params("start", FIRST, "end", SECOND, "unit", "hour")).items()).singleElement()
			.satisfies((hour) -> {
				assertThat(hour.intervalId).isEqualTo("2025-02-03:15");
				assertThat(hour.inbound.all.messages.count).isEqualTo(110);
				assertThat(hour.outbound.realtime.messages.data).isEqualTo(2000);
			});
	}

	private void putStatistics() throws AblyException {
		String fixtures = """
				[{"intervalId": "%s",
				  "inbound": {"realtime": {"messages": {"count": 50, "data": 5000, "uncompressedData": 5000,
				    "category": {"delta": {"count": 10, "data": 1000, "uncompressedData": 5000}}}}},
				  "outbound": {"realtime": {"messages": {"count": 20, "data": 2000}}},
				  "processed": {"delta": {"xdelta": {"succeeded": 10, "skipped": 5, "failed": 1}}}},
				 {"intervalId": "%s", "inbound": {"realtime": {"messages": {"count": 60, "data": 6000}}}}]
				""".formatted(FIRST, SECOND);
		HttpPaginatedResponse put = this.rest.request("POST", "/stats", null, new HttpUtils.JsonRequestBody(fixtures),
				null);
		assertThat(put.statusCode).isEqualTo(201);
	}

	@Test
	void aBatchGoesToManyChannels() throws Exception {
		PublishResponse[] responses = this.rest
			.publishBatch(new Message.Batch[] { new Message.Batch(new String[] { "one", "two" },
					new Message[] { new Message("n", "text"), new Message("n", new byte[] { 1, 2 }) }) }, null);
		assertThat(responses).extracting((response) -> response.channelId).containsExactly("one", "two");
		assertThat(responses).allSatisfy((response) -> {
			assertThat(response.error).isNull();
			assertThat(response.messageId).isNotEmpty();
		});
		for (String name : new String[] { "one", "two" }) {
			assertThat(this.rest.channels.get(name).history(null).items()).extracting((message) -> message.data)
				.containsExactly(new byte[] { 1, 2 }, "text");
		}
	}

	@Test
	void aBatchMayFailInPart() throws Exception {
		TokenParams narrow = new TokenParams();
		narrow.capability = "{\"one\":[\"publish\"]}";
		ClientOptions options = this.ably.optionsWithoutKey();
		options.tokenDetails = this.rest.auth.requestToken(narrow, null);
		PublishResponse[] responses = this.ably.rest(options)
			.publishBatch(new Message.Batch[] {
					new Message.Batch(new String[] { "one", "two" }, new Message[] { new Message("n", "text") }) },
					null);
		assertThat(responses[0].error).isNull();
		assertThat(responses[1].channelId).isEqualTo("two");
		assertThat(responses[1].error.code).isEqualTo(40160);
	}

	@Test
	void membersOfManyChannelsAreReadAtOnce() throws Exception {
		io.ably.lib.realtime.Channel channel = attached(this.ably.connectedAs("alice"), "one");
		AblyJava.await((done) -> channel.presence.enter("here", done));
		HttpPaginatedResponse response = this.rest.request("GET", "/presence", params("channels", "one,two"), null,
				null);
		assertThat(response.statusCode).isEqualTo(200);
		JsonObject result = response.items()[0].getAsJsonObject();
		assertThat(result.get("successCount").getAsInt()).isEqualTo(2);
		JsonObject one = result.getAsJsonArray("results").get(0).getAsJsonObject();
		assertThat(one.getAsJsonArray("presence").get(0).getAsJsonObject().get("clientId").getAsString())
			.isEqualTo("alice");
	}

	@Test
	void channelsHaveAStatus() throws Exception {
		attached(this.ably.connected(), "rooms:one");
		attached(this.ably.connected(), "rooms:one");
		attached(this.ably.connected(), "other");
		JsonObject details = this.rest.request("GET", "/channels/rooms%3Aone", null, null, null).items()[0]
			.getAsJsonObject();
		assertThat(details.get("channelId").getAsString()).isEqualTo("rooms:one");
		JsonObject status = details.getAsJsonObject("status");
		assertThat(status.get("isActive").getAsBoolean()).isTrue();
		assertThat(status.getAsJsonObject("occupancy").getAsJsonObject("metrics").get("connections").getAsInt())
			.isEqualTo(2);
		HttpPaginatedResponse listed = this.rest.request("GET", "/channels",
				params("prefix", "rooms:", "limit", "10", "by", "id"), null, null);
		assertThat(Arrays.toString(listed.items())).contains("rooms:one").doesNotContain("other");
	}

	@Test
	void devicesAreRegistered() throws Exception {
		Admin admin = this.rest.push.admin;
		DeviceDetails device = device("phone-1", "alice");
		DeviceDetails saved = admin.deviceRegistrations.save(device);
		assertThat(saved).isEqualTo(device);
		assertThat(saved.push.state).isEqualTo(DeviceDetails.Push.State.ACTIVE);
		device.formFactor = "tablet";
		assertThat(admin.deviceRegistrations.save(device).formFactor).isEqualTo("tablet");
		admin.deviceRegistrations.save(device("phone-2", "bob"));
		assertThat(admin.deviceRegistrations.get("phone-1").clientId).isEqualTo("alice");
		assertThat(admin.deviceRegistrations.list(null).items()).hasSize(2);
		PaginatedResult<DeviceDetails> page = admin.deviceRegistrations.list(params("limit", "1"));
		assertThat(page.items()).hasSize(1);
		assertThat(page.next().items()).hasSize(1);
		assertThat(admin.deviceRegistrations.list(params("clientId", "bob")).items()).extracting((found) -> found.id)
			.containsExactly("phone-2");
		admin.deviceRegistrations.remove(device);
		assertThat(catchThrowableOfType(AblyException.class,
				() -> admin.deviceRegistrations.get("phone-1")).errorInfo.statusCode)
			.isEqualTo(404);
		admin.deviceRegistrations.removeWhere(params("clientId", "bob"));
		assertThat(admin.deviceRegistrations.list(null).items()).isEmpty();
	}

	@Test
	void channelsAreSubscribedTo() throws Exception {
		Admin admin = this.rest.push.admin;
		admin.deviceRegistrations.save(device("phone-1", "alice"));
		ChannelSubscription ofClient = ChannelSubscription.forClientId("pushenabled:news", "alice");
		ChannelSubscription ofDevice = ChannelSubscription.forDevice("pushenabled:sports", "phone-1");
		assertThat(admin.channelSubscriptions.save(ofClient)).isEqualTo(ofClient);
		assertThat(admin.channelSubscriptions.save(ofDevice)).isEqualTo(ofDevice);
		assertThat(admin.channelSubscriptions.list(params("channel", "pushenabled:news")).items())
			.containsExactly(ofClient);
		assertThat(admin.channelSubscriptions.list(params("deviceId", "phone-1")).items()).contains(ofDevice);
		assertThat(admin.channelSubscriptions.listChannels(null).items()).containsExactlyInAnyOrder("pushenabled:news",
				"pushenabled:sports");
		admin.channelSubscriptions.remove(ofClient);
		assertThat(admin.channelSubscriptions.list(params("clientId", "alice")).items()).isEmpty();
		admin.channelSubscriptions.removeWhere(params("deviceId", "phone-1"));
		assertThat(admin.channelSubscriptions.listChannels(null).items()).isEmpty();
	}

	@Test
	void notificationsAreDelivered() throws Exception {
		Inbox<Message> delivered = new Inbox<>();
		attached(this.ably.connected(), "pushenabled:delivery").subscribe("__ably_push__", delivered::accept);
		JsonObject payload = JsonParser
			.parseString("{\"notification\":{\"title\":\"Hello\"},\"data\":{\"foo\":\"bar\"}}")
			.getAsJsonObject();
		this.rest.push.admin.publish(recipient(), payload);
		JsonObject direct = JsonParser.parseString((String) delivered.next().data).getAsJsonObject();
		assertThat(direct.getAsJsonObject("data").get("foo").getAsString()).isEqualTo("bar");
		this.rest.push.admin.deviceRegistrations.save(device("phone-1", "alice"));
		this.rest.push.admin.channelSubscriptions.save(ChannelSubscription.forDevice("pushenabled:news", "phone-1"));
		JsonObject extras = JsonParser.parseString("{\"push\":{\"notification\":{\"title\":\"News\"}}}")
			.getAsJsonObject();
		this.rest.channels.get("pushenabled:news")
			.publish(new Message[] { new Message("n", "data", new MessageExtras(extras)) });
		JsonObject fannedOut = JsonParser.parseString((String) delivered.next().data).getAsJsonObject();
		assertThat(fannedOut.getAsJsonObject("notification").get("title").getAsString()).isEqualTo("News");
	}

	private Param[] recipient() {
		return params("transportType", "ablyChannel", "channel", "pushenabled:delivery", "ablyKey",
				this.emulator.emulator().key(), "ablyUrl", this.emulator.emulator().uri().toString());
	}

	private DeviceDetails device(String id, String clientId) {
		DeviceDetails device = new DeviceDetails();
		device.id = id;
		device.clientId = clientId;
		device.platform = "ios";
		device.formFactor = "phone";
		device.push = new DeviceDetails.Push();
		device.push.recipient = new JsonObject();
		for (Param param : recipient()) {
			device.push.recipient.addProperty(param.key, param.value);
		}
		return device;
	}

	@Test
	void messagesAreChangedAndDeleted() throws Exception {
		Channel channel = this.rest.channels.get("mutable:notes");
		channel.publish("note", "first");
		Message message = channel.history(null).items()[0];
		message.data = "second";
		channel.updateMessage(message, new MessageOperation("editor", "a typo", Map.of("k", "v")));
		Message updated = channel.history(null).items()[0];
		assertThat(updated.serial).isEqualTo(message.serial);
		assertThat(updated.data).isEqualTo("second");
		assertThat(updated.action).isEqualTo(MessageAction.MESSAGE_UPDATE);
		assertThat(updated.version.description).isEqualTo("a typo");
		assertThat(updated.version.metadata).containsEntry("k", "v");
		assertThat(channel.getMessage(message.serial).data).isEqualTo("second");
		channel.deleteMessage(message);
		assertThat(channel.getMessageVersions(message.serial, null).items()).extracting((version) -> version.action)
			.containsExactly(MessageAction.MESSAGE_CREATE, MessageAction.MESSAGE_UPDATE, MessageAction.MESSAGE_DELETE);
	}

}
