package io.github.ablyspring.boot.test.container;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.boot.autoconfigure.AblyConnectionDetails;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactory;
import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class AblyDockerComposeConnectionDetailsFactoryTests {

	// as Spring Boot finds it, without the classes of tests
	@SuppressWarnings("unchecked")
	private final DockerComposeConnectionDetailsFactory<AblyConnectionDetails> factory = SpringFactoriesLoader
		.forDefaultResourceLocation()
		.load(ConnectionDetailsFactory.class)
		.stream()
		.filter((found) -> found.getClass().getPackageName().startsWith(AblyConnectionDetails.class.getPackageName()))
		.map((found) -> (DockerComposeConnectionDetailsFactory<AblyConnectionDetails>) found)
		.findFirst()
		.orElseThrow();

	@Test
	void thatOfContainersIsFoundBySpringBoot() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(ConnectionDetailsFactory.class))
			.hasAtLeastOneElementOfType(AblyContainerConnectionDetailsFactory.class);
	}

	@Test
	void knowsTheEmulatorByItsImage() {
		AblyConnectionDetails details = this.factory.getConnectionDetails(service("ably-emulator:1", Map.of()));
		assertThat(details).isNotNull();
		assertThat(details.getKey()).isEqualTo(AblyEmulatorContainer.DEFAULT_KEY);
		assertThat(details.getEndpoint()).isEqualTo("127.0.0.1");
		assertThat(details.getPort()).isEqualTo(32768);
		assertThat(details.isTls()).isFalse();
		assertThat(details.isForAllClients()).isTrue();
	}

	@Test
	void takesTheKeyOfTheService() {
		assertThat(this.factory
			.getConnectionDetails(service("ablyspring/ably-emulator", Map.of("ABLY_KEY", "app.key:secret")))
			.getKey()).isEqualTo("app.key:secret");
	}

	@Test
	void leavesOtherServicesAlone() {
		assertThat(this.factory.getConnectionDetails(service("redis:8", Map.of()))).isNull();
	}

	private static DockerComposeConnectionSource service(String image, Map<String, String> variables) {
		RunningService service = mock(RunningService.class);
		ConnectionPorts ports = mock(ConnectionPorts.class);
		given(ports.get(9010)).willReturn(32768);
		given(ports.getAll()).willReturn(List.of(32768));
		given(service.image()).willReturn(ImageReference.of(image));
		given(service.host()).willReturn("127.0.0.1");
		given(service.ports()).willReturn(ports);
		given(service.env()).willReturn(variables);
		given(service.labels()).willReturn(Map.of());
		DockerComposeConnectionSource source = mock(DockerComposeConnectionSource.class);
		given(source.getRunningService()).willReturn(service);
		return source;
	}

}
