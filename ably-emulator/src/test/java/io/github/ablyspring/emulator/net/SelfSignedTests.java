package io.github.ablyspring.emulator.net;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

import io.github.ablyspring.emulator.AblyEmulator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SelfSignedTests {

	@Test
	void isForThisMachineOnly() throws GeneralSecurityException {
		X509Certificate certificate = SelfSigned.create().certificate();
		certificate.verify(certificate.getPublicKey());
		certificate.checkValidity();
		assertThat(certificate.getSubjectAlternativeNames()).extracting((name) -> (Object) name.get(1))
			.containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
	}

	@Test
	void whoeverTrustsItIsServed() throws IOException, InterruptedException, GeneralSecurityException {
		try (AblyEmulator emulator = AblyEmulator.builder().tls().start()) {
			assertThat(emulator.uri().getScheme()).isEqualTo("https");
			HttpClient trusting = HttpClient.newBuilder().sslContext(trust(emulator.certificate())).build();
			assertThat(get(trusting, emulator).statusCode()).isEqualTo(200);
			assertThatExceptionOfType(SSLException.class).isThrownBy(() -> get(HttpClient.newHttpClient(), emulator));
		}
	}

	private static HttpResponse<String> get(HttpClient client, AblyEmulator emulator)
			throws IOException, InterruptedException {
		return client.send(HttpRequest.newBuilder(URI.create(emulator.uri() + "/time")).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private static SSLContext trust(X509Certificate certificate) throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
		store.load(null, null);
		store.setCertificateEntry("emulator", certificate);
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(store);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		return context;
	}

}
