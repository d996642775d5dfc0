package io.github.ablyspring.testing;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Objects;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for {@code localhost} that only these tests trust.
 */
public final class LocalTls {

	private static final char[] PASSWORD = "changeit".toCharArray();

	private LocalTls() {
	}

	/**
	 * For a server: shows the certificate.
	 * @return the key
	 */
	public static KeyManagerFactory key() {
		try {
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(keyStore(), PASSWORD);
			return keys;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * For a client: trusts the certificate, and no other.
	 * @return the context
	 */
	public static SSLContext trusting() {
		try {
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(keyStore());
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, trust.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static KeyStore keyStore() throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream file = LocalTls.class.getResourceAsStream("localhost.p12")) {
			store.load(Objects.requireNonNull(file), PASSWORD);
		}
		return store;
	}

}
