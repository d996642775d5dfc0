package io.github.ablyspring.realtime.channel;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ChannelOptionsUtsTests {

	private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

	private final ChannelFixture fixture = ChannelFixture.create();

	private final RealtimeChannels channels = this.fixture.channels();

	@Test
	@Uts("realtime/unit/TB2/channel-options-attributes-0")
	void hasDefaults() {
		ChannelOptions options = ChannelOptions.builder().build();
		assertThat(options.cipher()).isNull();
		assertThat(options.params()).isEmpty();
		assertThat(options.modes()).isEmpty();
		assertThat(options.attachOnSubscribe()).isTrue();
	}

	@Test
	@Uts("realtime/unit/TB2c/options-with-params-0")
	void hasParameters() {
		ChannelOptions options = ChannelOptions.builder().param("rewind", "1").param("delta", "vcdiff").build();
		assertThat(options.params()).containsEntry("rewind", "1").containsEntry("delta", "vcdiff");
	}

	@Test
	@Uts("realtime/unit/TB2d/options-with-modes-0")
	void hasModes() {
		ChannelOptions options = ChannelOptions.builder().modes(ChannelMode.PUBLISH, ChannelMode.SUBSCRIBE).build();
		assertThat(options.modes()).containsExactlyInAnyOrder(ChannelMode.PUBLISH, ChannelMode.SUBSCRIBE);
	}

	@Test
	@Uts("realtime/unit/TB3/with-cipher-key-0")
	void isMadeOfAKey() {
		ChannelOptions options = ChannelOptions.withCipherKey(KEY);
		assertThat(options.cipher()).isNotNull();
		assertThat(options.cipher().algorithm()).isEqualToIgnoringCase("aes");
		assertThat(options.cipher().keyLength()).isEqualTo(256);
	}

	@Test
	@Uts("realtime/unit/TB4/attach-on-subscribe-default-0")
	void attachesOnSubscribeUnlessToldOtherwise() {
		assertThat(ChannelOptions.DEFAULT.attachOnSubscribe()).isTrue();
		assertThat(ChannelOptions.builder().attachOnSubscribe(false).build().attachOnSubscribe()).isFalse();
	}

	@Test
	@Uts("realtime/unit/RTS3b/options-set-on-new-0")
	void aNewChannelHasTheOptions() {
		RealtimeChannel channel = this.channels.get("new",
				ChannelOptions.builder().param("rewind", "1").modes(ChannelMode.SUBSCRIBE).build());
		assertThat(channel.options().params()).containsEntry("rewind", "1");
		assertThat(channel.options().modes()).contains(ChannelMode.SUBSCRIBE);
	}

	@Test
	@Uts("realtime/unit/RTS3c/options-updated-existing-0")
	void anExistingChannelTakesThemOver() {
		RealtimeChannel channel = this.channels.get("existing",
				ChannelOptions.builder().attachOnSubscribe(false).build());
		RealtimeChannel same = this.channels.get("existing", ChannelOptions.withCipherKey(KEY));
		assertThat(same).isSameAs(channel);
		assertThat(channel.options().cipher()).isNotNull();
		assertThat(channel.options().attachOnSubscribe()).isTrue();
	}

	@Test
	@Uts("realtime/unit/RTS3c1/error-reattach-params-0")
	void getDoesNotAttachAnAttachedChannelAgain() {
		RealtimeChannel channel = this.fixture.attached();
		ChannelOptions options = ChannelOptions.builder().param("rewind", "1").build();
		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> this.channels.get(channel.name(), options))
			.satisfies(ex -> assertThat(ex.code()).isEqualTo(40000));
		assertThat(channel.options().params()).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTS3c1/error-reattach-modes-1")
	void getDoesNotAttachAChannelThatIsAttachingAgain() {
		RealtimeChannel channel = this.fixture.attaching();
		ChannelOptions options = ChannelOptions.builder().modes(ChannelMode.SUBSCRIBE).build();
		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> this.channels.get(channel.name(), options))
			.satisfies(ex -> assertThat(ex.code()).isEqualTo(40000));
	}

	@Test
	@Uts("realtime/unit/RTL16/set-options-updates-0")
	void setOptionsReplacesTheOptions() {
		RealtimeChannel channel = this.fixture.channel();
		this.fixture.await(
				channel.setOptions(ChannelOptions.builder().param("delta", "vcdiff").attachOnSubscribe(false).build()));
		assertThat(channel.options().params()).containsEntry("delta", "vcdiff");
		assertThat(channel.options().attachOnSubscribe()).isFalse();
	}

	@Test
	@Uts("realtime/unit/RTL16a/triggers-reattach-0")
	void setOptionsAttachesAgainWhereThatIsNeeded() {
		RealtimeChannel channel = this.fixture.attached();
		List<ChannelStateChange> changes = this.fixture.changes(channel);
		this.fixture.await(channel.setOptions(ChannelOptions.builder().param("rewind", "1").build()));
		assertThat(changes).extracting(ChannelStateChange::current).contains(ChannelState.ATTACHING);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(channel.options().params()).containsEntry("rewind", "1");
		assertThat(this.fixture.sent(Action.ATTACH).get(1).params()).containsEntry("rewind", "1");
	}

	@Test
	@Uts("realtime/unit/RTS5a/creates-derived-channel-0")
	void makesADerivedChannel() {
		RealtimeChannel channel = this.channels.getDerived("base", DeriveOptions.of("name == 'foo'"));
		assertThat(channel.name()).startsWith("[filter=").endsWith("]base");
	}

	@Test
	@Uts("realtime/unit/RTS5a1/filter-base64-encoded-0")
	void encodesTheFilter() {
		RealtimeChannel channel = this.channels.getDerived("base", DeriveOptions.of("name == 'test'"));
		String encoded = Base64.getEncoder().encodeToString("name == 'test'".getBytes(StandardCharsets.UTF_8));
		assertThat(channel.name()).isEqualTo("[filter=" + encoded + "]base");
	}

	@Test
	@Uts("realtime/unit/RTS5a2/derived-with-params-0")
	void putsTheParametersIntoTheName() {
		RealtimeChannel channel = this.channels.getDerived("base", DeriveOptions.of("type == 'message'"),
				ChannelOptions.builder().param("rewind", "1").param("delta", "vcdiff").build());
		assertThat(channel.name()).endsWith("]base").startsWith("[filter=");
		String qualifier = channel.name().substring(1, channel.name().indexOf(']'));
		String[] params = qualifier.substring(qualifier.indexOf('?') + 1).split("&");
		assertThat(params).containsExactlyInAnyOrder("rewind=1", "delta=vcdiff");
	}

	@Test
	@Uts("realtime/unit/RTS5/get-derived-with-options-0")
	void aDerivedChannelHasTheOptions() {
		RealtimeChannel channel = this.channels.getDerived("base", DeriveOptions.of("true"),
				ChannelOptions.builder().modes(ChannelMode.SUBSCRIBE).attachOnSubscribe(false).build());
		assertThat(channel.options().modes()).contains(ChannelMode.SUBSCRIBE);
		assertThat(channel.options().attachOnSubscribe()).isFalse();
	}

	@Test
	@Uts("realtime/unit/DO2a/filter-attribute-0")
	void hasAFilter() {
		assertThat(DeriveOptions.of("name == 'event' && data.count > 10").filter())
			.isEqualTo("name == 'event' && data.count > 10");
	}

}
