package io.github.ablyspring.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.ablyspring.message.ChannelDefaults;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.CipherParams;
import io.github.ablyspring.protocol.AblyException;

import org.springframework.util.PatternMatchUtils;
import org.springframework.util.StringUtils;

/**
 * The options of channels that the properties give, by name or by pattern.
 */
final class PropertiesChannelDefaults implements ChannelDefaults {

	private final Map<String, ChannelOptions> channels = new LinkedHashMap<>();

	private final ChannelDefaults others;

	PropertiesChannelDefaults(Map<String, AblyProperties.Channel> channels, ChannelDefaults others) {
		// at once: what cannot be is told when the application starts
		channels.forEach((name, channel) -> this.channels.put(name, options(name, channel)));
		this.others = others;
	}

	@Override
	public ChannelOptions of(String name) {
		ChannelOptions exact = this.channels.get(name);
		if (exact != null) {
			return exact;
		}
		for (Map.Entry<String, ChannelOptions> entry : this.channels.entrySet()) {
			if (PatternMatchUtils.simpleMatch(entry.getKey(), name)) {
				return entry.getValue();
			}
		}
		return this.others.of(name);
	}

	private static ChannelOptions options(String name, AblyProperties.Channel channel) {
		ChannelOptions.Builder options = ChannelOptions.builder()
			.params(channel.params())
			.modes(channel.modes())
			.attachOnSubscribe(channel.attachOnSubscribe());
		if (StringUtils.hasText(channel.cipherKey())) {
			options.cipher(cipher(name, channel.cipherKey()));
		}
		return options.build();
	}

	private static CipherParams cipher(String name, String key) {
		try {
			return CipherParams.of(key);
		}
		catch (AblyException ex) {
			throw new IllegalArgumentException("of the channel '" + name + "': " + ex.errorInfo().message(), ex);
		}
	}

}
