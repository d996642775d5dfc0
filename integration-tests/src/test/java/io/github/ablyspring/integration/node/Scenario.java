package io.github.ablyspring.integration.node;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.protocol.WireFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Something that the official client for JavaScript does: a script beside this class.
 *
 * @param version the client and its version
 * @param format the format it speaks
 * @param name the name of the script
 */
record Scenario(String version, WireFormat format, String name) {

	private static final JsonMapper mapper = JsonMapper.builder().build();

	/**
	 * Runs the script to its end, and fails if it fails.
	 * @param emulator what it runs against
	 * @param directory takes what it needs and leaves behind
	 * @param more what the script has to know beside the emulator
	 */
	void run(AblyEmulator emulator, Path directory, Map<String, ?> more) throws IOException {
		Map<String, Object> task = new LinkedHashMap<>(more);
		task.put("host", emulator.host());
		task.put("port", emulator.port());
		task.put("key", emulator.key());
		task.put("binary", this.format == WireFormat.MSGPACK);
		task.put("run", this.name);
		task.put("scenario", resource("scenarios/" + this.name + ".cjs").toString());
		X509Certificate certificate = emulator.certificate();
		Path trusted = directory.resolve("certificate.pem");
		if (certificate != null) {
			task.put("tls", true);
			Files.writeString(trusted, pem(certificate));
		}
		Path file = directory.resolve("task.json");
		mapper.writeValue(file, task);
		Path output = directory.resolve("output.txt");
		Path report = directory.resolve("report.json");
		Node node = (certificate != null) ? node().setting("NODE_EXTRA_CA_CERTS", trusted.toString()) : node();
		node.run(resource("harness.cjs"), output, file.toString(), report.toString());
		assertThat(report).as(() -> "What the script said: " + read(output)).exists();
		JsonNode result = mapper.readTree(Files.readString(report));
		assertThat(result.path("error").asString("")).as(() -> "What the script said: " + read(output)).isEmpty();
		assertThat(result.path("ok").asBoolean()).isTrue();
	}

	private static String pem(X509Certificate certificate) {
		try {
			return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
					+ "\n-----END CERTIFICATE-----\n";
		}
		catch (CertificateEncodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Node node() {
		return Node.with(this.version, Node.VCDIFF);
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			return "nothing";
		}
	}

	private static Path resource(String name) {
		try {
			return Path.of(Scenario.class.getResource(name).toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
