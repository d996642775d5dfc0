package io.github.ablyspring.boot.autoconfigure;

import java.util.Map;

import io.github.ablyspring.message.ChannelDefaults;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.CipherParams;

import org.springframework.util.PatternMatchUtils;
import org.springframework.util.StringUtils;

/**
 * The options of channels that the properties give, by name or by pattern.
 */
final class PropertiesChannelDefaults implements ChannelDefaults {

	private final Map<String, AblyProperties.Channel> channels;

	private final ChannelDefaults others;

	PropertiesChannelDefaults(Map<String, AblyProperties.Channel> channels, ChannelDefaults others) {
		this.channels = channels;
		this.others = others;
	}

	@Override
	public ChannelOptions of(String name) {
		AblyProperties.Channel exact = this.channels.get(name);
		if (exact != null) {
			return options(exact);
		}
		for (Map.Entry<String, AblyProperties.Channel> entry : this.channels.entrySet()) {
			if (PatternMatchUtils.simpleMatch(entry.getKey(), name)) {
				return options(entry.getValue());
			}
		}
		return this.others.of(name);
	}

	private static ChannelOptions options(AblyProperties.Channel channel) {
		ChannelOptions.Builder options = ChannelOptions.builder()
			.params(channel.params())
			.modes(channel.modes())
			.attachOnSubscribe(channel.attachOnSubscribe());
		if (StringUtils.hasText(channel.cipherKey())) {
			options.cipher(CipherParams.of(channel.cipherKey()));
		}
		return options.build();
	}

}
