package io.github.ablyspring.rest;

import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.MessageDecoder;
import io.github.ablyspring.message.MessageEncoder;

/**
 * How a channel's messages are encoded and decoded under one set of options. Replaced as
 * a whole when the options are, so that a publish sees one of them throughout.
 *
 * @param options the options
 * @param encoder encodes what is sent
 * @param decoder decodes what is received
 */
record ChannelCodec(ChannelOptions options, MessageEncoder encoder, MessageDecoder decoder) {

	static ChannelCodec of(ChannelOptions options, RestCalls calls) {
		return new ChannelCodec(options, new MessageEncoder(calls.format(), options.cipher(), calls.mapper()),
				new MessageDecoder(options.cipher(), calls.mapper(), calls.decodingListener()));
	}

}
