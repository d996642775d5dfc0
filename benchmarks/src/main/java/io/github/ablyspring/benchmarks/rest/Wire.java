package io.github.ablyspring.benchmarks.rest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;

/**
 * The kinds of connections between client and server.
 */
enum Wire {

	PLAIN("HTTP/1.1"), TLS("HTTP/1.1 with TLS"), HTTP2("HTTP/2 with TLS");

	private static final String PASSWORD = "benchmark";

	private final String title;

	Wire(String title) {
		this.title = title;
	}

	String title() {
		return this.title;
	}

	boolean isSecure() {
		return this != PLAIN;
	}

	/** The system properties of a client that is to trust the server. */
	static List<String> trusting(Path keys) {
		return List.of("-Djavax.net.ssl.trustStore=" + keys, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
	}

	/** Makes a key for this machine. */
	static Path newKeys() throws IOException, InterruptedException {
		Path keys = Files.createTempDirectory("benchmark").resolve("localhost.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "localhost", "-keyalg", "EC", "-groupname", "secp256r1", "-dname",
				"CN=localhost", "-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12", "-keystore", keys.toString(),
				"-storepass", PASSWORD)
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		if (keytool.waitFor() != 0) {
			throw new IllegalStateException("keytool made no key");
		}
		return keys;
	}

	SslContext serverContext(Path keys) throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
		KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		factory.init(store, PASSWORD.toCharArray());
		return SslContextBuilder.forServer(factory)
			.applicationProtocolConfig(new ApplicationProtocolConfig(Protocol.ALPN,
					SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT,
					(this == HTTP2) ? ApplicationProtocolNames.HTTP_2 : ApplicationProtocolNames.HTTP_1_1))
			.build();
	}

}
