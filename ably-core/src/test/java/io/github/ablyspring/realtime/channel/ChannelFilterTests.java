package io.github.ablyspring.realtime.channel;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Filters of derived channels are JMESPath expressions.
 */
class ChannelFilterTests {

	@Test
	void compareNamesClientsAndHeaders() {
		assertThat(ChannelFilter.name("created").toJmesPath()).isEqualTo("name == 'created'");
		assertThat(ChannelFilter.clientId("warehouse").toJmesPath()).isEqualTo("clientId == 'warehouse'");
		assertThat(ChannelFilter.header("region", "eu").toJmesPath()).isEqualTo("headers.region == 'eu'");
		assertThat(ChannelFilter.headerAbove("price", 10).toJmesPath()).isEqualTo("headers.price > `10`");
		assertThat(ChannelFilter.headerBelow("price", 2.5).toJmesPath()).isEqualTo("headers.price < `2.5`");
	}

	@Test
	void areCombinedWithoutAmbiguity() {
		ChannelFilter a = ChannelFilter.name("a");
		ChannelFilter b = ChannelFilter.name("b");
		ChannelFilter c = ChannelFilter.name("c");
		assertThat(a.and(b.or(c)).toJmesPath()).isEqualTo("(name == 'a') && ((name == 'b') || (name == 'c'))");
		assertThat(a.not().or(b).toJmesPath()).isEqualTo("!(name == 'a') || (name == 'b')");
		assertThat(a.and(ChannelFilter.jmesPath("x || y")).toJmesPath()).isEqualTo("(name == 'a') && (x || y)");
	}

	@Test
	void letNoValueBreakOut() {
		assertThat(ChannelFilter.name("o'clock").toJmesPath()).isEqualTo("name == `\"o'clock\"`");
		assertThat(ChannelFilter.name("a\\'\"`").toJmesPath()).isEqualTo("name == `\"a\\\\'\\\"\\`\"`");
		assertThat(ChannelFilter.header("x-region \"1\"", "eu").toJmesPath())
			.isEqualTo("headers.\"x-region \\\"1\\\"\" == 'eu'");
	}

	@Test
	void makeTheNameOfADerivedChannel() {
		ChannelFixture fixture = ChannelFixture.create();
		RealtimeChannel channel = fixture.channels()
			.getDerived("orders", DeriveOptions.of(ChannelFilter.name("created").and(ChannelFilter.header("eu", "1"))));
		String encoded = Base64.getEncoder()
			.encodeToString("(name == 'created') && (headers.eu == '1')".getBytes(StandardCharsets.UTF_8));
		assertThat(channel.name()).isEqualTo("[filter=" + encoded + "]orders");
	}

}
