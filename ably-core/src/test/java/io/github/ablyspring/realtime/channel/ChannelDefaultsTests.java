package io.github.ablyspring.realtime.channel;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.WrapperSdkProxyOptions;
import io.github.ablyspring.message.ChannelDefaults;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.testing.RestFixture;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The options of channels that are asked for without any.
 */
class ChannelDefaultsTests {

	private static final ChannelOptions SECRET = ChannelOptions
		.withCipherKey("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");

	private static final ChannelDefaults DEFAULTS = (name) -> name.startsWith("secret:") ? SECRET
			: ChannelOptions.DEFAULT;

	private final RealtimeChannels channels = ChannelFixture.create((options) -> options.channelDefaults(DEFAULTS))
		.channels();

	@Test
	void goByTheName() {
		assertThat(this.channels.get("secret:1").options()).isEqualTo(SECRET);
		assertThat(this.channels.get("open:1").options()).isEqualTo(ChannelOptions.DEFAULT);
	}

	@Test
	void goByTheNameBehindAQualifier() {
		assertThat(this.channels.get("[?rewind=1]secret:1").options()).isEqualTo(SECRET);
		assertThat(this.channels.getDerived("secret:1", DeriveOptions.of("name == `\"a\"`")).options())
			.isEqualTo(SECRET);
	}

	@Test
	void giveWayToOptionsThatAreGiven() {
		assertThat(this.channels.get("secret:1", ChannelOptions.DEFAULT).options()).isEqualTo(ChannelOptions.DEFAULT);
		assertThat(this.channels.get("secret:1").options()).isEqualTo(ChannelOptions.DEFAULT);
	}

	@Test
	void reachWrappersToo() {
		ChannelFixture fixture = ChannelFixture.create((options) -> options.channelDefaults(DEFAULTS));
		ChannelOptions options = fixture.client()
			.createWrapperSdkProxy(new WrapperSdkProxyOptions(Map.of("chat", "1")))
			.channels()
			.get("secret:1")
			.options();
		assertThat(options.cipher()).isEqualTo(SECRET.cipher());
		assertThat(options.params()).containsEntry("agent", "chat/1");
	}

	@Test
	void encryptWhatIsPublishedOverRest() {
		RestFixture fixture = new RestFixture();
		fixture.http.always(201, Map.of("serials", List.of("s1")));
		AblyRest rest = fixture.client(RestFixture.options().useBinaryProtocol(false).channelDefaults(DEFAULTS));
		fixture.await(rest.channels().get("secret:1").publish("a", "text"));
		assertThat(new String(fixture.http.request(0).raw().body(), StandardCharsets.UTF_8))
			.contains("cipher+aes-256-cbc")
			.doesNotContain("\"text\"");
	}

}
