package io.github.ablyspring.boot.autoconfigure.emulator;

import io.github.ablyspring.boot.autoconfigure.AblyConnectionDetails;
import io.github.ablyspring.emulator.AblyEmulator;

/**
 * How to get into the application's own server.
 */
final class EmulatorAblyConnectionDetails implements AblyConnectionDetails {

	private final AblyEmulator emulator;

	private final boolean forAllClients;

	EmulatorAblyConnectionDetails(AblyEmulator emulator, boolean forAllClients) {
		this.emulator = emulator;
		this.forAllClients = forAllClients;
	}

	@Override
	public String getKey() {
		return this.emulator.key();
	}

	@Override
	public String getEndpoint() {
		return this.emulator.host();
	}

	@Override
	public int getPort() {
		return this.emulator.port();
	}

	@Override
	public boolean isTls() {
		return this.emulator.certificate() != null;
	}

	@Override
	public boolean isForAllClients() {
		return this.forAllClients;
	}

}
