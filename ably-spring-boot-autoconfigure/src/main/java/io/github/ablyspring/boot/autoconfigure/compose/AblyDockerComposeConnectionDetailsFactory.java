package io.github.ablyspring.boot.autoconfigure.compose;

import java.util.Map;

import io.github.ablyspring.boot.autoconfigure.AblyConnectionDetails;

import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;

/**
 * Leads the clients to a service of a Compose file whose image is called
 * <code>ably-emulator</code>, or that says by the label
 * <code>org.springframework.boot.service-connection</code> that it is one. A key other
 * than the default is found in the service's variable <code>ABLY_KEY</code>.
 */
final class AblyDockerComposeConnectionDetailsFactory
		extends DockerComposeConnectionDetailsFactory<AblyConnectionDetails> {

	// what the emulator has when it is not told otherwise
	private static final int PORT = 9010;

	private static final String DEFAULT_KEY = "emul8r.devkey:for-development-only";

	private static final String[] NAMES = { "ably-emulator", "ablyspring/ably-emulator" };

	AblyDockerComposeConnectionDetailsFactory() {
		super(NAMES);
	}

	@Override
	protected AblyConnectionDetails getDockerComposeConnectionDetails(DockerComposeConnectionSource source) {
		return new Details(source.getRunningService());
	}

	private static final class Details extends DockerComposeConnectionDetails implements AblyConnectionDetails {

		private final String key;

		private final String host;

		private final int port;

		private Details(RunningService service) {
			super(service);
			Map<String, String> variables = service.env();
			String given = variables.get("ABLY_KEY");
			this.key = (given != null) ? given : DEFAULT_KEY;
			this.host = service.host();
			this.port = service.ports().get(PORT);
		}

		@Override
		public String getKey() {
			return this.key;
		}

		@Override
		public String getEndpoint() {
			return this.host;
		}

		@Override
		public int getPort() {
			return this.port;
		}

		@Override
		public boolean isTls() {
			return false;
		}

		@Override
		public boolean isForAllClients() {
			return true;
		}

	}

}
