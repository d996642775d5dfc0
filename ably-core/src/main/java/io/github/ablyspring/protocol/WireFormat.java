package io.github.ablyspring.protocol;

import io.netty.buffer.ByteBuf;

/**
 * The two forms in which everything travels between a client and the service.
 */
public enum WireFormat {

	/** UTF-8 text; binary payloads travel as base64. */
	JSON("json", "application/json"),

	/** MessagePack with string keys; binary payloads travel as they are. */
	MSGPACK("msgpack", "application/x-msgpack");

	private final String wireName;

	private final String mediaType;

	WireFormat(String wireName, String mediaType) {
		this.wireName = wireName;
		this.mediaType = mediaType;
	}

	/**
	 * The value of the {@code format} query parameter.
	 * @return the name of the format in URLs
	 */
	public String wireName() {
		return this.wireName;
	}

	/**
	 * The value of the HTTP headers {@code Accept} and {@code Content-Type}.
	 * @return the media type
	 */
	public String mediaType() {
		return this.mediaType;
	}

	/**
	 * Tells which format a frame is in. Some clients send JSON text in binary frames. A
	 * frame is an object or an array, and MessagePack never starts one with a byte that
	 * starts one in JSON.
	 * @param frame the frame, which is not consumed
	 * @return the format of the frame
	 */
	public static WireFormat detect(ByteBuf frame) {
		for (int i = frame.readerIndex(); i < frame.writerIndex(); i++) {
			switch (frame.getByte(i)) {
				case '{', '[' -> {
					return JSON;
				}
				case ' ', '\t', '\r', '\n' -> {
				}
				default -> {
					return MSGPACK;
				}
			}
		}
		return MSGPACK;
	}

}
