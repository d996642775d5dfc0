package io.github.ablyspring.integration.docs;

import java.io.IOException;
import java.nio.file.Files;

import io.github.ablyspring.integration.node.NeedsNode;
import io.github.ablyspring.integration.node.Node;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@NeedsNode
class AblyJsApiTests {

	@Test
	void theListIsWhatTheClientDeclares() throws IOException {
		String definitions = Files.readString(Node.with(Node.ABLY).file("ably/ably.d.ts"));

		assertThat(AblyJsApi.read()).isEqualTo(AblyJsApi.parse(definitions));
	}

}
