package io.github.ablyspring.emulator.channel;

import java.util.Map;

import io.github.ablyspring.protocol.AblyException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ChannelNameTests {

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "c, -, -, c, c, true", "a:b, -, -, a:b, a:b, true", "[meta]log, meta, -, log, [meta]log, false",
					"[?rewind=1]c, -, -, c, c, true", "[filter=bmFtZQ==]c, filter, name, c, c, false",
					"[filter=bmFtZQ==?rewind=1]c, filter, name, c, c, false", "a[b]c, -, -, a[b]c, a[b]c, true",
					"[x]y:z, x, -, y:z, [x]y:z, true" })
	void aNameHasItsParts(String text, String qualifier, String filter, String name, String canonical,
			boolean publishable) {
		ChannelName parsed = ChannelName.parse(text);
		assertThat(parsed.qualifier()).isEqualTo(qualifier);
		assertThat(parsed.filter()).isEqualTo(filter);
		assertThat(parsed.name()).isEqualTo(name);
		assertThat(parsed.canonical()).isEqualTo(canonical);
		assertThat(parsed.publishable()).isEqualTo(publishable);
		assertThat(parsed).hasToString(text);
	}

	@Test
	void parametersStandInTheName() {
		assertThat(ChannelName.parse("[?rewind=2m&delta=vcdiff&x=a%20b]c").params())
			.isEqualTo(Map.of("rewind", "2m", "delta", "vcdiff", "x", "a b"));
	}

	@Property(tries = 300, seed = "42")
	void aTextIsANameOrIsRefused(
			@ForAll @Chars({ '[', ']', '?', '=', '&', '%', ':', ',', 'a', ' ', '\n' }) String text) {
		try {
			ChannelName parsed = ChannelName.parse(text);
			assertThat(parsed.name()).isNotEmpty();
			assertThat(ChannelName.parse(parsed.canonical()).canonical()).isEqualTo(parsed.canonical());
		}
		catch (AblyException ex) {
			assertThat(ex.code()).isEqualTo(40010);
		}
	}

	@Property(tries = 100, seed = "42")
	void aPlainNameIsItself(@ForAll @NotBlank String text) {
		String name = "x" + text.strip().replaceAll("[\\r\\n]", "") + "x";
		assertThat(ChannelName.parse(name).canonical()).isEqualTo(name);
	}

	@Test
	void aNameIsNotEndless() {
		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> ChannelName.parse("x".repeat(3000)))
			.extracting(AblyException::code)
			.isEqualTo(40010);
	}

}
