package io.github.ablyspring.integration.official;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.ably.lib.realtime.AblyRealtime;
import io.ably.lib.realtime.Channel;
import io.ably.lib.realtime.ConnectionEvent;
import io.ably.lib.realtime.ConnectionState;
import io.ably.lib.realtime.ConnectionStateListener.ConnectionStateChange;
import io.ably.lib.rest.AblyRest;
import io.ably.lib.rest.Auth.TokenDetails;
import io.ably.lib.rest.Auth.TokenParams;
import io.ably.lib.types.AblyException;
import io.ably.lib.types.Capability;
import io.ably.lib.types.ClientOptions;
import io.github.ablyspring.emulator.time.ManualClock;
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
import static io.github.ablyspring.integration.official.AblyJava.await;
import static io.github.ablyspring.integration.official.AblyJava.changesOf;
import static io.github.ablyspring.integration.official.AblyJava.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tokens: asked for, renewed, expired, revoked, and what they permit.
 */
@ParameterizedClass
@EnumSource(WireFormat.class)
@Timeout(300)
class AblyJavaAuthTests {

	private static final long HOUR = Duration.ofHours(1).toMillis();

	private final ManualClock clock = new ManualClock();

	private final AtomicInteger tokens = new AtomicInteger();

	@Parameter
	WireFormat format;

	@RegisterExtension
	final EmulatorExtension emulator = EmulatorExtension.create((builder) -> builder.clock(this.clock));

	private AblyJava ably;

	private AblyRest issuer;

	@BeforeEach
	void prepare() throws Exception {
		this.ably = new AblyJava(this.emulator, this.format);
		this.issuer = this.ably.rest();
	}

	@Test
	void aTokenIsRenewedBeforeItExpires() throws Exception {
		AblyRealtime client = this.ably.connected(withCallback("alice"));
		String id = client.connection.id;
		assertThat(client.auth.clientId).isEqualTo("alice");
		TokenDetails first = client.auth.getTokenDetails();
		Inbox<ConnectionStateChange> changes = changesOf(client);
		this.clock.advance(Duration.ofMillis(HOUR).minusSeconds(20));
		// one when the token is sent, one when it is accepted
		assertThat(changes.next(2)).extracting((change) -> change.event).containsOnly(ConnectionEvent.update);
		assertThat(this.tokens).hasValue(2);
		assertThat(client.connection.id).isEqualTo(id);
		assertThat(client.auth.getTokenDetails().token).isNotEqualTo(first.token);
		this.clock.advance(Duration.ofMinutes(1));
		await((done) -> client.channels.get("orders").publish("n", "still here", done));
		assertThat(changes.all()).extracting((change) -> change.current).containsOnly(ConnectionState.connected);
	}

	@Test
	void anExpiredTokenIsReplaced() throws Exception {
		AblyRealtime client = this.ably.connected(withCallback("alice"));
		String id = client.connection.id;
		Inbox<ConnectionStateChange> changes = changesOf(client);
		this.emulator.faults().expireTokens();
		ConnectionStateChange disconnected = changes
			.nextWhere((change) -> change.current == ConnectionState.disconnected);
		assertThat(disconnected.reason.code).isEqualTo(40142);
		changes.nextWhere((change) -> change.current == ConnectionState.connected);
		assertThat(client.connection.id).isEqualTo(id);
		assertThat(this.tokens).hasValue(2);
	}

	@Test
	void aRequestWithAnExpiredTokenIsRepeatedWithAnother() throws Exception {
		AblyRest client = this.ably.rest(withCallback(null));
		client.channels.get("orders").publish("n", "first");
		this.emulator.faults().expireTokens();
		client.channels.get("orders").publish("n", "second");
		assertThat(this.tokens).hasValue(2);
		assertThat(client.channels.get("orders").history(null).items()).hasSize(2);
	}

	@Test
	void anExpiredTokenThatCannotBeReplacedIsTheEnd() throws Exception {
		ClientOptions options = this.ably.optionsWithoutKey();
		options.tokenDetails = this.issuer.auth.requestToken(null, null);
		AblyRealtime client = this.ably.connected(options);
		Inbox<ConnectionStateChange> changes = changesOf(client);
		this.emulator.faults().expireTokens();
		ConnectionStateChange end = changes.nextWhere((change) -> change.current == ConnectionState.failed);
		assertThat(end.reason).isNotNull();
	}

	@Test
	void authorizeUpgradesTheConnection() throws Exception {
		TokenParams narrow = new TokenParams();
		narrow.capability = allowing("elsewhere", "subscribe");
		ClientOptions options = withCallback(null);
		options.defaultTokenParams = narrow;
		AblyRealtime client = this.ably.connected(options);
		Channel channel = client.channels.get("orders");
		assertThat(failureOf(channel::attach).code).isEqualTo(40160);
		Inbox<ConnectionStateChange> changes = changesOf(client);
		TokenParams wide = new TokenParams();
		wide.capability = allowing("*", "*");
		client.auth.authorize(wide, null);
		changes.nextWhere((change) -> change.event == ConnectionEvent.update);
		await(channel::attach);
		await((done) -> channel.publish("n", "allowed", done));
	}

	@Test
	void aTokenPermitsOnlyWhatItSays() throws Exception {
		TokenParams params = new TokenParams();
		params.capability = allowing("orders", "subscribe");
		params.ttl = HOUR;
		TokenDetails token = this.issuer.auth.requestToken(params, null);
		assertThat(token.capability).isEqualTo(params.capability);
		assertThat(token.expires - token.issued).isEqualTo(HOUR);
		ClientOptions options = this.ably.optionsWithoutKey();
		options.tokenDetails = token;
		AblyRealtime client = this.ably.connected(options);
		Channel channel = attached(client, "orders");
		assertThat(failureOf((done) -> channel.publish("n", "data", done)).code).isEqualTo(40160);
		assertThat(failureOf((done) -> client.channels.get("other").attach(done)).code).isEqualTo(40160);
		AblyException refused = catchThrowableOfType(AblyException.class,
				() -> this.ably.rest(options).channels.get("orders").publish("n", "data"));
		assertThat(refused.errorInfo.code).isEqualTo(40160);
		assertThat(refused.errorInfo.statusCode).isEqualTo(401);
		assertThat(client.connection.state).isEqualTo(ConnectionState.connected);
	}

	@Test
	void onesOwnClientIdIsTheOnlyOne() throws Exception {
		AblyRealtime client = this.ably.connected(withCallback("alice"));
		Channel channel = attached(client, "orders");
		assertThat(failureOf((done) -> channel.presence.enterClient("bob", null, done)).code).isEqualTo(40012);
		await((done) -> channel.presence.enter(null, done));
		assertThat(channel.presence.get(true)).extracting((member) -> member.clientId).containsExactly("alice");
	}

	private ClientOptions withCallback(String clientId) throws AblyException {
		ClientOptions options = this.ably.optionsWithoutKey();
		options.authCallback = (params) -> {
			this.tokens.incrementAndGet();
			// the emulator's clock is ahead of that of the client
			params.timestamp = this.clock.millis();
			params.clientId = clientId;
			params.ttl = HOUR;
			return this.issuer.auth.createTokenRequest(params, null);
		};
		return options;
	}

	private static String allowing(String resource, String operation) {
		Capability capability = new Capability();
		capability.addResource(resource, operation);
		return capability.toString();
	}

}
