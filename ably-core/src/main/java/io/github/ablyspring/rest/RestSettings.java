package io.github.ablyspring.rest;

import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.transport.Hosts;
import io.github.ablyspring.transport.HttpSettings;
import org.jspecify.annotations.Nullable;

/**
 * What the options of a client say about its requests. For use inside the engine.
 *
 * @param hosts where the service is
 * @param http how patient and persistent requests are
 * @param format in which format bodies travel (RSC8)
 * @param agent which library this is (RSC7d)
 * @param clientId who the client is, or {@code null} (RSA7e2)
 * @param addRequestIds whether every request carries an id (RSC7c)
 * @param idempotentPublishing whether publishing gives messages ids of its own (RSL1k)
 * @param maxMessageSize how large what is published in one go may be (TO3l8)
 * @param maxFrameSize how large the body of a request may be (TO3l9)
 */
public record RestSettings(Hosts hosts, HttpSettings http, WireFormat format, String agent, @Nullable String clientId,
		boolean addRequestIds, boolean idempotentPublishing, int maxMessageSize, int maxFrameSize) {
}
