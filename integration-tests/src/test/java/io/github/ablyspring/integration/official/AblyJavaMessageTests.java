package io.github.ablyspring.integration.official;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ably.lib.realtime.AblyRealtime;
import io.ably.lib.realtime.Channel;
import io.ably.lib.rest.AblyRest;
import io.ably.lib.types.AblyException;
import io.ably.lib.types.Annotation;
import io.ably.lib.types.AnnotationAction;
import io.ably.lib.types.ChannelMode;
import io.ably.lib.types.ChannelOptions;
import io.ably.lib.types.ClientOptions;
import io.ably.lib.types.Message;
import io.ably.lib.types.MessageAction;
import io.ably.lib.types.PaginatedResult;
import io.ably.lib.types.Summary;
import io.ably.lib.types.SummaryClientIdList;
import io.ably.lib.util.Crypto;
import io.github.ablyspring.emulator.fault.Direction;
import io.github.ablyspring.integration.support.EmulatorExtension;
import io.github.ablyspring.integration.support.Inbox;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.github.ablyspring.integration.official.AblyJava.attached;
import static io.github.ablyspring.integration.official.AblyJava.await;
import static io.github.ablyspring.integration.official.AblyJava.failureOf;
import static io.github.ablyspring.integration.official.AblyJava.params;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages: sent, received, remembered, encrypted and compressed.
 */
@ParameterizedClass
@EnumSource(WireFormat.class)
@Timeout(300)
class AblyJavaMessageTests {

	private static final byte[] BYTES = { 0, 1, 2, (byte) 0xff };

	@Parameter
	WireFormat format;

	@RegisterExtension
	final EmulatorExtension emulator = EmulatorExtension.create();

	private final Inbox<Message> received = new Inbox<>();

	private AblyJava ably;

	@BeforeEach
	void chooseFormat() {
		this.ably = new AblyJava(this.emulator, this.format);
	}

	@Test
	void everyKindOfPayloadArrives() throws Exception {
		AblyRealtime publisher = this.ably.connectedAs("alice");
		subscribe(this.ably.connected(), "orders");
		Channel channel = publisher.channels.get("orders");
		JsonObject json = JsonParser.parseString("{\"a\":[1,\"two\"],\"b\":{}}").getAsJsonObject();
		await((done) -> channel.publish("text", "héllo", done));
		await((done) -> channel.publish("json", json, done));
		await((done) -> channel.publish("bytes", BYTES, done));
		await((done) -> channel.publish("nothing", null, done));
		List<Message> messages = this.received.next(4);
		assertThat(messages).extracting((message) -> message.name).containsExactly("text", "json", "bytes", "nothing");
		assertThat(messages).extracting((message) -> message.data).containsExactly("héllo", json, BYTES, null);
		assertThat(messages).allSatisfy((message) -> {
			assertThat(message.clientId).isEqualTo("alice");
			assertThat(message.connectionId).isEqualTo(publisher.connection.id);
			assertThat(message.encoding).isNull();
			assertThat(message.timestamp).isPositive();
			assertThat(message.serial).isNotEmpty();
		});
		assertThat(messages).extracting((message) -> message.id).doesNotContainNull().doesNotHaveDuplicates();
	}

	@Test
	void aBatchKeepsItsOrder() throws Exception {
		AblyRealtime client = this.ably.connected();
		Channel channel = subscribe(client, "orders");
		Message[] batch = IntStream.range(0, 50).mapToObj((i) -> new Message("n", "" + i)).toArray(Message[]::new);
		await((done) -> channel.publish(batch, done));
		assertThat(this.received.next(50)).extracting((message) -> message.data)
			.containsExactlyElementsOf(IntStream.range(0, 50).<Object>mapToObj(String::valueOf).toList());
	}

	@Test
	void aClientThatWantsNoEchoGetsNone() throws Exception {
		ClientOptions options = this.ably.options();
		options.echoMessages = false;
		Channel silent = subscribe(this.ably.connected(options), "orders");
		await((done) -> silent.publish("own", "unheard", done));
		await((done) -> attached(this.ably.connected(), "orders").publish("other", "heard", done));
		assertThat(this.received.next().data).isEqualTo("heard");
	}

	@Test
	void whatIsPublishedOverRestArrivesOnce() throws Exception {
		subscribe(this.ably.connected(), "orders");
		AblyRest rest = this.ably.rest();
		Message message = new Message("event", "once");
		message.id = "my-id";
		rest.channels.get("orders").publish(new Message[] { message });
		rest.channels.get("orders").publish(new Message[] { message });
		rest.channels.get("orders").publish("last", BYTES);
		assertThat(this.received.next().data).isEqualTo("once");
		assertThat(this.received.next().data).isEqualTo(BYTES);
		assertThat(rest.channels.get("orders").history(null).items()).hasSize(2);
	}

	@Test
	void historyComesInPages() throws Exception {
		Channel channel = attached(this.ably.connected(), "persisted:orders");
		for (int i = 0; i < 5; i++) {
			int number = i;
			await((done) -> channel.publish("n", "" + number, done));
		}
		PaginatedResult<Message> first = channel.history(params("limit", "2"));
		assertThat(dataOf(first)).containsExactly("4", "3");
		PaginatedResult<Message> second = first.next();
		assertThat(dataOf(second)).containsExactly("2", "1");
		PaginatedResult<Message> last = second.next();
		assertThat(dataOf(last)).containsExactly("0");
		assertThat(last.hasNext()).isFalse();
		assertThat(dataOf(second.first())).containsExactly("4", "3");
		assertThat(dataOf(this.ably.rest().channels.get("persisted:orders")
			.history(params("direction", "forwards", "limit", "3")))).containsExactly("0", "1", "2");
	}

	@Test
	void historyUntilAttachEndsWhereTheSubscriptionBegins() throws Exception {
		AblyRealtime publisher = this.ably.connected();
		Channel channel = publisher.channels.get("orders");
		await((done) -> channel.publish("n", "before", done));
		Channel subscribed = subscribe(this.ably.connected(), "orders");
		await((done) -> channel.publish("n", "after", done));
		assertThat(this.received.next().data).isEqualTo("after");
		assertThat(dataOf(subscribed.history(params("untilAttach", "true")))).containsExactly("before");
		assertThat(dataOf(subscribed.history(null))).containsExactly("after", "before");
	}

	@Test
	void rewindBringsWhatWasSaidBefore() throws Exception {
		AblyRest rest = this.ably.rest();
		for (String data : List.of("one", "two", "three")) {
			rest.channels.get("orders").publish("n", data);
		}
		ChannelOptions options = new ChannelOptions();
		options.params = Map.of("rewind", "2");
		subscribe(this.ably.connected(), "orders", options);
		assertThat(this.received.next(2)).extracting((message) -> message.data).containsExactly("two", "three");
	}

	@Test
	void encryptedMessagesAreReadByThoseWithTheKey() throws Exception {
		ChannelOptions secret = ChannelOptions.withCipherKey(Crypto.generateRandomKey());
		Inbox<Message> unread = new Inbox<>();
		attached(this.ably.connected(), "secrets").subscribe(unread::accept);
		Channel channel = subscribe(this.ably.connected(), "secrets", secret);
		JsonObject json = JsonParser.parseString("{\"code\":42}").getAsJsonObject();
		await((done) -> channel.publish("text", "hidden", done));
		await((done) -> channel.publish("json", json, done));
		await((done) -> channel.publish("bytes", BYTES, done));
		assertThat(this.received.next(3)).extracting((message) -> message.data).containsExactly("hidden", json, BYTES);
		assertThat(unread.next(3)).allSatisfy((message) -> {
			assertThat(message.data).isInstanceOf(byte[].class);
			assertThat(message.encoding).contains("cipher+aes-256-cbc");
		});
		assertThat(dataOf(channel.history(null))).containsExactly(BYTES, json, "hidden");
		assertThat(dataOf(this.ably.rest().channels.get("secrets", secret).history(null))).containsExactly(BYTES, json,
				"hidden");
	}

	@Test
	void deltasAreMadeAndApplied() throws Exception {
		ChannelOptions options = new ChannelOptions();
		options.params = Map.of("delta", "vcdiff");
		subscribe(this.ably.connected(), "prices", options);
		Channel channel = this.ably.connected().channels.get("prices");
		List<String> prices = IntStream.range(0, 5).mapToObj((i) -> "the price of a thing ".repeat(20) + i).toList();
		for (String price : prices) {
			await((done) -> channel.publish("price", price, done));
		}
		assertThat(this.received.next(5)).extracting((message) -> (String) message.data)
			.containsExactlyElementsOf(prices);
		assertThat(this.emulator.faults().traffic().frames(Direction.TO_CLIENT, Action.MESSAGE))
			.flatExtracting((frame) -> frame.messages())
			.extracting(WireMessage::encoding)
			.filteredOn((encoding) -> encoding != null && encoding.contains("vcdiff"))
			.hasSize(4);
	}

	@Test
	void annotationsAreToldAndSummedUp() throws Exception {
		ChannelOptions options = new ChannelOptions();
		options.modes = new ChannelMode[] { ChannelMode.publish, ChannelMode.subscribe, ChannelMode.annotation_publish,
				ChannelMode.annotation_subscribe };
		Channel channel = subscribe(this.ably.connectedAs("alice"), "mutable:posts", options);
		Inbox<Annotation> annotations = new Inbox<>();
		channel.annotations.subscribe(annotations::accept);
		await((done) -> channel.publish("post", "look", done));
		Message post = this.received.next();
		Annotation like = new Annotation();
		like.type = "reaction:distinct.v1";
		like.name = "like";
		await((done) -> channel.annotations.publish(post, like, done));
		Annotation told = annotations.next();
		assertThat(told.action).isEqualTo(AnnotationAction.ANNOTATION_CREATE);
		assertThat(told.clientId).isEqualTo("alice");
		assertThat(told.messageSerial).isEqualTo(post.serial);
		Message summary = this.received.next();
		assertThat(summary.action).isEqualTo(MessageAction.MESSAGE_SUMMARY);
		assertThat(summary.serial).isEqualTo(post.serial);
		SummaryClientIdList likes = Summary.asSummaryDistinctV1(summary.annotations.summary.get("reaction:distinct.v1"))
			.get("like");
		assertThat(likes.total).isEqualTo(1);
		assertThat(likes.clientIds).containsExactly("alice");
		assertThat(channel.annotations.get(post).items()).extracting((annotation) -> annotation.name)
			.containsExactly("like");
		await((done) -> channel.annotations.delete(post, like, done));
		assertThat(annotations.next().action).isEqualTo(AnnotationAction.ANNOTATION_DELETE);
	}

	@Test
	void whatIsTooLargeIsRefused() throws Exception {
		ClientOptions options = this.ably.options();
		AblyRealtime client = this.ably.connected(options);
		Channel channel = attached(client, "orders");
		assertThat(failureOf((done) -> channel.publish("n", "x".repeat(70_000), done)).code).isEqualTo(40009);
		await((done) -> channel.publish("n", "small", done));
	}

	private Channel subscribe(AblyRealtime client, String name) throws AblyException {
		return subscribe(client, name, new ChannelOptions());
	}

	private Channel subscribe(AblyRealtime client, String name, ChannelOptions options) throws AblyException {
		Channel channel = client.channels.get(name, options);
		channel.subscribe(this.received::accept);
		await(channel::attach);
		return channel;
	}

	private static List<Object> dataOf(PaginatedResult<Message> page) {
		return Arrays.stream(page.items()).map((message) -> message.data).toList();
	}

}
