package io.github.ablyspring.boot.test.container;

import io.github.ablyspring.boot.autoconfigure.AblyConnectionDetails;

import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;

/**
 * Leads the clients to an {@link AblyEmulatorContainer} with
 * {@link org.springframework.boot.testcontainers.service.connection.ServiceConnection}.
 */
final class AblyContainerConnectionDetailsFactory
		extends ContainerConnectionDetailsFactory<AblyEmulatorContainer, AblyConnectionDetails> {

	@Override
	protected AblyConnectionDetails getContainerConnectionDetails(
			ContainerConnectionSource<AblyEmulatorContainer> source) {
		return new Details(source);
	}

	private static final class Details extends ContainerConnectionDetails<AblyEmulatorContainer>
			implements AblyConnectionDetails {

		private Details(ContainerConnectionSource<AblyEmulatorContainer> source) {
			super(source);
		}

		@Override
		public String getKey() {
			return getContainer().getKey();
		}

		@Override
		public String getEndpoint() {
			return getContainer().getHost();
		}

		@Override
		public int getPort() {
			return getContainer().getPort();
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
