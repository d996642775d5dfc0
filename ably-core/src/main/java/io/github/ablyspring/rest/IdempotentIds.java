package io.github.ablyspring.rest;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import io.github.ablyspring.protocol.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * Ids that make publishing the same messages twice publish them once (RSL1k). Somebody
 * else's guess at an id could silence a message, so they are drawn from a secure source.
 */
public final class IdempotentIds {

	/** A multiple of three, so that its Base64 has no padding. */
	private static final int RANDOM_BYTES = 9;

	private final SecureRandom random = new SecureRandom();

	/**
	 * A base no other publish has.
	 * @return random text
	 */
	public String newBase() {
		byte[] bytes = new byte[RANDOM_BYTES];
		this.random.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/**
	 * Gives messages that are published together their ids, unless one of them brings its
	 * own (RSL1k1, RSL1k3).
	 * @param messages the messages
	 * @return the messages with ids
	 */
	public List<WireMessage> assign(List<WireMessage> messages) {
		for (WireMessage message : messages) {
			if (!isEmpty(message.id())) {
				return messages;
			}
		}
		String base = newBase();
		List<WireMessage> identified = new ArrayList<>(messages.size());
		for (WireMessage message : messages) {
			identified.add(message.toBuilder().id(base + ":" + identified.size()).build());
		}
		return identified;
	}

	static boolean isEmpty(@Nullable String id) {
		return id == null || id.isEmpty();
	}

}
