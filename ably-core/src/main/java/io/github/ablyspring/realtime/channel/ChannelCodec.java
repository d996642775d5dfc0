package io.github.ablyspring.realtime.channel;

import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.DecodingListener;
import io.github.ablyspring.message.MessageDecoder;
import io.github.ablyspring.message.MessageEncoder;

/**
 * The options of a channel that are in force, and what encodes and decodes by them. From
 * any thread.
 */
final class ChannelCodec {

	private final ChannelSettings settings;

	private final DecodingListener undecodable;

	private volatile InForce inForce;

	/**
	 * Creates a codec.
	 * @param options the first options
	 * @param settings what the options of the client mean for it
	 * @param undecodable told of payloads that cannot be decoded
	 */
	ChannelCodec(ChannelOptions options, ChannelSettings settings, DecodingListener undecodable) {
		this.settings = settings;
		this.undecodable = undecodable;
		this.inForce = of(options);
	}

	ChannelOptions options() {
		return this.inForce.options;
	}

	MessageEncoder encoder() {
		return this.inForce.encoder;
	}

	MessageDecoder decoder() {
		return this.inForce.decoder;
	}

	/**
	 * Goes by other options from now on.
	 * @param options the options
	 */
	void use(ChannelOptions options) {
		this.inForce = of(options);
	}

	private InForce of(ChannelOptions options) {
		return new InForce(options,
				new MessageEncoder(this.settings.format(), options.cipher(), this.settings.mapper()),
				new MessageDecoder(options.cipher(), this.settings.mapper(), this.undecodable));
	}

	private record InForce(ChannelOptions options, MessageEncoder encoder, MessageDecoder decoder) {
	}

}
