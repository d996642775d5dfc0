package io.github.ablyspring.message;

import io.github.ablyspring.protocol.ErrorInfo;

/**
 * Is told of payloads that cannot be decoded (RSL6b). As payloads are decoded when they
 * are first asked for, it is called by whoever asks.
 */
@FunctionalInterface
public interface DecodingListener {

	/** Leaves it at an entry in the log of the library. */
	DecodingListener NONE = (error) -> {
	};

	/**
	 * A payload could not be decoded.
	 * @param error why
	 */
	void undecodable(ErrorInfo error);

}
