package io.github.ablyspring.emulator.net;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A certificate for <code>localhost</code> that nobody vouches for, made for one emulator
 * and gone with it.
 *
 * @param certificate the certificate
 * @param privateKey its key
 */
public record SelfSigned(X509Certificate certificate, PrivateKey privateKey) {

	private static final int SEQUENCE = 0x30;

	private static final int SET = 0x31;

	private static final int INTEGER = 0x02;

	private static final int BIT_STRING = 0x03;

	private static final int OCTET_STRING = 0x04;

	private static final int OID = 0x06;

	private static final int UTF8_STRING = 0x0C;

	private static final int GENERALIZED_TIME = 0x18;

	private static final int EXTENSIONS = 0xA3;

	private static final int VERSION = 0xA0;

	private static final int DNS_NAME = 0x82;

	private static final int IP_ADDRESS = 0x87;

	// ecdsa-with-SHA256, commonName, subjectAltName
	private static final byte[] ECDSA = { 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x04, 0x03, 0x02 };

	private static final byte[] COMMON_NAME = { 0x55, 0x04, 0x03 };

	private static final byte[] ALTERNATIVE_NAMES = { 0x55, 0x1D, 0x11 };

	private static final byte[] LOOPBACK = { 127, 0, 0, 1 };

	private static final byte[] LOOPBACK_6 = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 };

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	/**
	 * Makes a certificate.
	 * @return the certificate and its key
	 */
	public static SelfSigned create() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(256);
			KeyPair pair = generator.generateKeyPair();
			byte[] toBeSigned = toBeSigned(pair.getPublic().getEncoded());
			Signature signature = Signature.getInstance("SHA256withECDSA");
			signature.initSign(pair.getPrivate());
			signature.update(toBeSigned);
			byte[] encoded = der(SEQUENCE, toBeSigned, der(SEQUENCE, der(OID, ECDSA)),
					der(BIT_STRING, new byte[] { 0 }, signature.sign()));
			X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(encoded));
			return new SelfSigned(certificate, pair.getPrivate());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("A certificate cannot be made here", ex);
		}
	}

	private static byte[] toBeSigned(byte[] publicKey) {
		byte[] name = der(SEQUENCE, der(SET,
				der(SEQUENCE, der(OID, COMMON_NAME), der(UTF8_STRING, "localhost".getBytes(StandardCharsets.UTF_8)))));
		byte[] names = der(SEQUENCE, der(DNS_NAME, "localhost".getBytes(StandardCharsets.US_ASCII)),
				der(IP_ADDRESS, LOOPBACK), der(IP_ADDRESS, LOOPBACK_6));
		Instant now = Instant.now();
		return der(SEQUENCE, der(VERSION, der(INTEGER, new byte[] { 2 })),
				der(INTEGER, new BigInteger(64, new SecureRandom()).add(BigInteger.ONE).toByteArray()),
				der(SEQUENCE, der(OID, ECDSA)), name,
				der(SEQUENCE, time(now.minus(1, ChronoUnit.DAYS)), time(now.plus(3650, ChronoUnit.DAYS))), name,
				publicKey,
				der(EXTENSIONS, der(SEQUENCE, der(SEQUENCE, der(OID, ALTERNATIVE_NAMES), der(OCTET_STRING, names)))));
	}

	private static byte[] time(Instant instant) {
		return der(GENERALIZED_TIME, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
	}

	private static byte[] der(int tag, byte[]... parts) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			content.writeBytes(part);
		}
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(tag);
		int length = content.size();
		if (length > 0xFF) {
			out.write(0x82);
			out.write(length >> 8);
		}
		else if (length > 0x7F) {
			out.write(0x81);
		}
		out.write(length & 0xFF);
		out.writeBytes(content.toByteArray());
		return out.toByteArray();
	}

	@Override
	public String toString() {
		return "SelfSigned[" + this.certificate.getSubjectX500Principal() + "]";
	}

}
