package io.github.ablyspring.boot.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.ablyspring.auth.AuthMethod;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.realtime.channel.MailboxOptions;
import io.github.ablyspring.realtime.channel.OverflowPolicy;
import io.github.ablyspring.transport.ProxyOptions;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of each property.
 */
class AblyPropertiesTests {

	private static final String CIPHER_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

	private static final Map<String, String> PROPERTIES = new TreeMap<>();

	static {
		set("key", "app.key:secret");
		set("token", "a-token");
		set("auth-url", "https://example.com/token");
		set("auth-method", "post");
		set("auth-headers.x-from", "test");
		set("auth-params.scope", "all");
		set("use-token-auth", "true");
		set("query-time", "true");
		set("client-id", "warehouse");
		set("endpoint", "ably.example.com");
		set("tls", "true");
		set("port", "8080");
		set("tls-port", "8443");
		set("fallback-hosts", "a.example.com,b.example.com");
		set("connectivity-check-url", "https://example.com/up");
		set("basic-auth-over-plain-http-on-loopback", "true");
		set("use-binary-protocol", "false");
		set("auto-connect", "false");
		set("echo-messages", "false");
		set("queue-messages", "false");
		set("idempotent-rest-publishing", "false");
		set("add-request-ids", "true");
		set("strict-mode", "true");
		set("rest-fallback", "true");
		set("detach-when-unused", "true");
		set("recover", "recovery-key");
		set("transport-params.remain", "1");
		set("agents.mine", "1.0");
		set("max-pending-publishes", "17");
		set("publish-timeout", "7s");
		set("max-message-size", "32KB");
		set("http-max-retry-count", "2");
		set("timeouts.disconnected-retry", "1s");
		set("timeouts.suspended-retry", "2s");
		set("timeouts.channel-retry", "3s");
		set("timeouts.realtime-request", "4s");
		set("timeouts.http-open", "5s");
		set("timeouts.http-request", "6s");
		set("timeouts.http-max-retry", "7s");
		set("timeouts.fallback-retry", "8s");
		set("mailbox.capacity", "12");
		set("mailbox.policy", "drop-oldest");
		set("mailbox.max-pause", "9s");
		set("ssl.bundle", "mine");
		set("proxy.type", "socks5");
		set("proxy.host", "proxy.example.com");
		set("proxy.port", "1080");
		set("proxy.username", "me");
		set("proxy.password", "proxy-secret");
		set("proxy.non-proxy-hosts", "localhost");
		set("channels.orders.cipher-key", CIPHER_KEY);
		set("channels.orders.params.rewind", "1");
		set("channels.orders.modes", "publish,annotation-subscribe");
		set("channels.orders.attach-on-subscribe", "false");
	}

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class))
		.withBean(SslBundles.class, () -> new DefaultSslBundleRegistry("mine", SslBundle.of(SslStoreBundle.NONE)));

	private static void set(String name, String value) {
		PROPERTIES.put(name, value);
	}

	@Test
	void noneIsForgottenHere() {
		Set<String> known = new TreeSet<>();
		for (RecordComponent component : AblyProperties.class.getRecordComponents()) {
			if (component.getType().isRecord()) {
				Arrays.stream(component.getType().getRecordComponents())
					.forEach((nested) -> known.add(kebab(component.getName()) + "." + kebab(nested.getName())));
			}
			else {
				known.add(kebab(component.getName()));
			}
		}
		Set<String> tested = new TreeSet<>();
		PROPERTIES.keySet()
			.forEach((name) -> known.stream()
				.filter((one) -> name.equals(one) || name.startsWith(one + "."))
				.forEach(tested::add));
		assertThat(tested).isEqualTo(known);
	}

	private static String kebab(String name) {
		return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	@Test
	void becomeOptionsOfTheClients() {
		this.contextRunner.withPropertyValues(properties()).run((context) -> {
			ClientOptions options = context.getBean(ClientOptions.class);
			assertThat(options.key()).isEqualTo("app.key:secret");
			assertThat(options.token()).isEqualTo("a-token");
			assertThat(options.authUrl()).isEqualTo("https://example.com/token");
			assertThat(options.authMethod()).isEqualTo(AuthMethod.POST);
			assertThat(options.authHeaders()).containsEntry("x-from", "test");
			assertThat(options.authParams()).containsEntry("scope", "all");
			assertThat(options.auth().useTokenAuth()).isTrue();
			assertThat(options.queryTime()).isTrue();
			assertThat(options.clientId()).isEqualTo("warehouse");
			assertThat(options.hosts().primary()).isEqualTo("ably.example.com");
			assertThat(options.tls()).isTrue();
			assertThat(options.tlsPort()).isEqualTo(8443);
			assertThat(options.fallbackHosts()).containsExactlyInAnyOrder("a.example.com", "b.example.com");
			assertThat(options.connectivityCheckUrl()).isEqualTo("https://example.com/up");
			assertThat(options.useBinaryProtocol()).isFalse();
			assertThat(options.autoConnect()).isFalse();
			assertThat(options.echoMessages()).isFalse();
			assertThat(options.queueMessages()).isFalse();
			assertThat(options.idempotentRestPublishing()).isFalse();
			assertThat(options.addRequestIds()).isTrue();
			assertThat(options.strictMode()).isTrue();
			assertThat(options.restFallback()).isTrue();
			assertThat(options.detachWhenUnused()).isTrue();
			assertThat(options.recover()).isEqualTo("recovery-key");
			assertThat(options.transportParams()).containsEntry("remain", "1");
			assertThat(options.agents()).containsEntry("mine", "1.0");
			assertThat(options.maxPendingPublishes()).isEqualTo(17);
			assertThat(options.publishTimeout()).isEqualTo(Duration.ofSeconds(7));
			assertThat(options.maxMessageSize()).isEqualTo(32 * 1024);
			assertThat(options.httpMaxRetryCount()).isEqualTo(2);
			assertThat(options.mailbox())
				.isEqualTo(new MailboxOptions(12, OverflowPolicy.DROP_OLDEST, Duration.ofSeconds(9)));
			assertThat(options.sslContext()).isNotNull();
			assertThat(options.proxy()).isEqualTo(new ProxyOptions(ProxyOptions.Type.SOCKS5, "proxy.example.com", 1080,
					"me", "proxy-secret", List.of("localhost")));
		});
	}

	@Test
	void becomeTimeoutsAndOptionsOfChannels() {
		this.contextRunner.withPropertyValues(properties()).run((context) -> {
			ClientOptions options = context.getBean(ClientOptions.class);
			assertThat(options.disconnectedRetryTimeout()).hasSeconds(1);
			assertThat(options.suspendedRetryTimeout()).hasSeconds(2);
			assertThat(options.channelRetryTimeout()).hasSeconds(3);
			assertThat(options.realtimeRequestTimeout()).hasSeconds(4);
			assertThat(options.httpOpenTimeout()).hasSeconds(5);
			assertThat(options.httpRequestTimeout()).hasSeconds(6);
			assertThat(options.httpMaxRetryDuration()).hasSeconds(7);
			assertThat(options.fallbackRetryTimeout()).hasSeconds(8);
			ChannelOptions orders = options.channelDefaults().of("orders");
			assertThat(orders.cipher()).isNotNull();
			assertThat(orders.params()).containsEntry("rewind", "1");
			assertThat(orders.modes()).containsExactlyInAnyOrder(ChannelMode.PUBLISH, ChannelMode.ANNOTATION_SUBSCRIBE);
			assertThat(orders.attachOnSubscribe()).isFalse();
		});
	}

	@Test
	void withoutTlsThePortIsTheOtherOne() {
		this.contextRunner
			.withPropertyValues("ably.key=app.key:secret", "ably.tls=false", "ably.endpoint=localhost",
					"ably.port=8080", "ably.basic-auth-over-plain-http-on-loopback=true")
			.run((context) -> {
				ClientOptions options = context.getBean(ClientOptions.class);
				assertThat(options.tls()).isFalse();
				assertThat(options.port()).isEqualTo(8080);
				assertThat(context).hasNotFailed();
			});
	}

	@Test
	void defaultsAreThoseOfTheEngine() {
		this.contextRunner.withPropertyValues("ably.key=app.key:secret").run((context) -> {
			ClientOptions options = context.getBean(ClientOptions.class);
			ClientOptions engine = ClientOptions.of("app.key:secret");
			assertThat(options.hosts()).isEqualTo(engine.hosts());
			assertThat(options.mailbox()).isEqualTo(engine.mailbox());
			assertThat(options.maxPendingPublishes()).isEqualTo(engine.maxPendingPublishes());
			assertThat(options.maxMessageSize()).isEqualTo(engine.maxMessageSize());
			assertThat(options.httpMaxRetryCount()).isEqualTo(engine.httpMaxRetryCount());
			assertThat(options.httpMaxRetryDuration()).isEqualTo(engine.httpMaxRetryDuration());
			assertThat(options.httpOpenTimeout()).isEqualTo(engine.httpOpenTimeout());
			assertThat(options.httpRequestTimeout()).isEqualTo(engine.httpRequestTimeout());
			assertThat(options.fallbackRetryTimeout()).isEqualTo(engine.fallbackRetryTimeout());
			assertThat(options.disconnectedRetryTimeout()).isEqualTo(engine.disconnectedRetryTimeout());
			assertThat(options.suspendedRetryTimeout()).isEqualTo(engine.suspendedRetryTimeout());
			assertThat(options.channelRetryTimeout()).isEqualTo(engine.channelRetryTimeout());
			assertThat(options.realtimeRequestTimeout()).isEqualTo(engine.realtimeRequestTimeout());
			assertThat(options.queryTime()).isEqualTo(engine.queryTime());
			assertThat(options.useBinaryProtocol()).isEqualTo(engine.useBinaryProtocol());
			assertThat(options.echoMessages()).isEqualTo(engine.echoMessages());
			assertThat(options.queueMessages()).isEqualTo(engine.queueMessages());
			assertThat(options.idempotentRestPublishing()).isEqualTo(engine.idempotentRestPublishing());
			assertThat(options.channelDefaults().of("any")).isEqualTo(ChannelOptions.DEFAULT);
		});
	}

	@Test
	void secretsAreNotShown() {
		this.contextRunner.withPropertyValues(properties()).run((context) -> {
			AblyProperties properties = context.getBean(AblyProperties.class);
			assertThat(properties + " " + properties.proxy() + properties.channels()
					+ context.getBean(ClientOptions.class))
				.doesNotContain("app.key:secret", "a-token", "proxy-secret", CIPHER_KEY, "recovery-key");
		});
	}

	private static String[] properties() {
		return PROPERTIES.entrySet()
			.stream()
			.map((property) -> "ably." + property.getKey() + "=" + property.getValue())
			.toArray(String[]::new);
	}

}
