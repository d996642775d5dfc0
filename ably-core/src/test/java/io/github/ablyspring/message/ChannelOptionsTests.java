package io.github.ablyspring.message;

import java.time.Duration;
import java.util.Map;

import io.github.ablyspring.protocol.Flag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ChannelOptions} and {@link ChannelMode}.
 */
class ChannelOptionsTests {

	@Test
	void rewindAndDeltaAreParameters() {
		assertThat(ChannelOptions.builder().rewind(Duration.ofMinutes(2)).delta().build().params())
			.isEqualTo(Map.of("rewind", "120s", "delta", "vcdiff"));
		assertThat(ChannelOptions.builder().rewind(10).build().params()).isEqualTo(Map.of("rewind", "10"));
	}

	@Test
	void rewindHasLimits() {
		assertThatIllegalArgumentException().isThrownBy(() -> ChannelOptions.builder().rewind(0));
		assertThatIllegalArgumentException().isThrownBy(() -> ChannelOptions.builder().rewind(101));
		assertThatIllegalArgumentException().isThrownBy(() -> ChannelOptions.builder().rewind(Duration.ZERO));
		assertThatIllegalArgumentException().isThrownBy(() -> ChannelOptions.builder().rewind(Duration.ofMillis(1500)));
		assertThatIllegalArgumentException().isThrownBy(() -> ChannelOptions.builder().rewind(Duration.ofSeconds(121)));
	}

	@Test
	void builderStartsFromOthers() {
		ChannelOptions options = ChannelOptions.builder()
			.param("a", "1")
			.modes(ChannelMode.PUBLISH)
			.attachOnSubscribe(false)
			.build();

		assertThat(options.toBuilder().build()).isEqualTo(options);
		assertThat(options.toBuilder().params(Map.of("b", "2")).build().params()).isEqualTo(Map.of("a", "1", "b", "2"));
		assertThat(options.params()).isEqualTo(Map.of("a", "1"));
	}

	@Test
	void modesAreFlags() {
		long flags = ChannelMode.flags(ChannelOptions.builder()
			.modes(ChannelMode.MESSAGE_SUBSCRIBE, ChannelMode.ANNOTATION_PUBLISH)
			.build()
			.modes());

		assertThat(flags).isEqualTo(1L << 18 | 1L << 21);
		assertThat(ChannelMode.setIn(flags | Flag.RESUMED.mask())).containsExactlyInAnyOrder(ChannelMode.SUBSCRIBE,
				ChannelMode.ANNOTATION_PUBLISH);
		for (ChannelMode mode : ChannelMode.values()) {
			assertThat(mode.flag().name()).isEqualTo(mode.name());
		}
	}

}
