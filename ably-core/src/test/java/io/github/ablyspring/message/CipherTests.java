package io.github.ablyspring.message;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

import io.github.ablyspring.protocol.AblyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link ChannelCipher}, {@link CipherParams} and {@link Crypto}.
 */
class CipherTests {

	private static final String KEY_128 = "WUP6u0K7MXI5Zeo0VppPwg==";

	private static final String KEY_256 = "o9qXZoPGDNla50VnRwH7cGqIrpyagTxGsRgimKJbY40=";

	private static final String FOX = "The quick brown fox jumped over the lazy dog";

	// some of the vectors that all libraries of Ably share
	static Stream<Arguments> vectors() {
		return Stream.of(
				arguments(KEY_128, FOX,
						"HO4cYSP8LybPYBPZPHQOtmHItcxYdSvcNUC6kXVpMn0VFL+9z2/5tJ6WFbR0SBT1xhFRuJ+MeBGTU3yOY9P5ow==",
						"utf-8/cipher+aes-128-cbc/base64"),
				arguments(KEY_128, Base64.getDecoder().decode("AAECAwQFBgcICQoLDA0ODw=="),
						"HO4cYSP8LybPYBPZPHQOtuB3dfKG08yw7J4qx3kkjxdW0eoZv+nGAp76OKqYQ327",
						"cipher+aes-128-cbc/base64"),
				arguments(KEY_128, Map.of("example", Map.of("json", "Object")),
						"HO4cYSP8LybPYBPZPHQOtuD53yrD3YV3NBoTEYBh4U0N1QXHbtkfsDfTspKeLQFt",
						"json/utf-8/cipher+aes-128-cbc/base64"),
				arguments(KEY_128, List.of("example", "json", "array"),
						"HO4cYSP8LybPYBPZPHQOtvmStzmExkdjvrn51J6cmaTZrGl+EsJ61sgxmZ6j6jcA",
						"json/utf-8/cipher+aes-128-cbc/base64"),
				arguments(KEY_256, FOX,
						"NMDl1Acnel8HVdu1cEWdr9CGPYFoBoLgJCzoybbQbnyfwx3UQ8CGuKyP/g56Za/JB3xW6XGkNzrHYvZwad4fvA==",
						"utf-8/cipher+aes-256-cbc/base64"),
				arguments(KEY_256, Base64.getDecoder().decode("AAECAwQFBgcICQoLDA0ODw=="),
						"NMDl1Acnel8HVdu1cEWdr8UFEi56Ms0zPHszbppM61BC8Yf6ndq+kiCj9xXW97/O",
						"cipher+aes-256-cbc/base64"),
				arguments(KEY_256, Map.of("example", Map.of("json", "Object")),
						"NMDl1Acnel8HVdu1cEWdr21pS5//hdtQf3QqQzZM/jWAtn09Vh52E6jMdC3mWS98",
						"json/utf-8/cipher+aes-256-cbc/base64"),
				arguments(KEY_256, List.of("example", "json", "array"),
						"NMDl1Acnel8HVdu1cEWdr4J5sVAFpnXsz0fTtsuwOaTRU+6P5GaWlNjePWwiOZCQ",
						"json/utf-8/cipher+aes-256-cbc/base64"));
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void decryptsWhatOtherLibrariesEncrypted(String key, Object data, String encrypted, String encoding) {
		Message message = Message.fromEncoded(Map.of("name", "example", "data", encrypted, "encoding", encoding),
				ChannelOptions.withCipherKey(key));

		assertThat(message.data()).isEqualTo(data);
		assertThat(message.encoding()).isNull();
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void encryptsLikeOtherLibraries(String key, Object data, String encrypted, String encoding) throws Exception {
		CipherParams params = CipherParams.of(key);
		ChannelCipher cipher = new ChannelCipher(params,
				(target) -> System.arraycopy(nonceFor(encrypted, params), 0, target, 0, 16));
		byte[] plain = (data instanceof byte[] bytes) ? bytes
				: ((data instanceof String text) ? text : PayloadMapper.defaultMapper().write(data)).getBytes("UTF-8");

		assertThat(Base64.getEncoder().encodeToString(cipher.encrypt(plain))).isEqualTo(encrypted);
		assertThat(encoding).contains(cipher.encoding());
	}

	// the random block that becomes this initialization vector
	private static byte[] nonceFor(String encrypted, CipherParams params) {
		try {
			Cipher block = Cipher.getInstance("AES/ECB/NoPadding");
			block.init(Cipher.DECRYPT_MODE, new SecretKeySpec(params.key(), "AES"));
			return block.doFinal(Base64.getDecoder().decode(encrypted), 0, 16);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 15, 16, 17, 31, 32, 33, 1000, 65536 })
	void decryptsWhatItHasEncrypted(int length) throws Exception {
		ChannelCipher cipher = new ChannelCipher(CipherParams.of(Crypto.generateRandomKey()));
		byte[] plain = new byte[length];
		Arrays.fill(plain, (byte) 7);

		byte[] encrypted = cipher.encrypt(plain);

		assertThat(encrypted).hasSize(16 + (length / 16 + 1) * 16);
		assertThat(cipher.decrypt(encrypted)).isEqualTo(plain);
		assertThat(cipher.decrypt(cipher.encrypt(plain))).isEqualTo(plain);
	}

	@Test
	void neverUsesAnInitializationVectorTwice() throws Exception {
		ChannelCipher cipher = new ChannelCipher(CipherParams.of(KEY_256));
		Set<String> vectors = new HashSet<>();

		for (int i = 0; i < 1000; i++) {
			byte[] encrypted = cipher.encrypt(new byte[16]);
			vectors.add(Arrays.toString(Arrays.copyOf(encrypted, 16)));
		}

		assertThat(vectors).hasSize(1000);
	}

	@Test
	void countsNoncesBeyondTheirEnd() throws Exception {
		ChannelCipher cipher = new ChannelCipher(CipherParams.of(KEY_256), (target) -> Arrays.fill(target, (byte) -1));
		Cipher block = Cipher.getInstance("AES/ECB/NoPadding");
		block.init(Cipher.DECRYPT_MODE, new SecretKeySpec(CipherParams.of(KEY_256).key(), "AES"));

		byte[] first = block.doFinal(cipher.encrypt(new byte[5]), 0, 16);
		byte[] second = block.doFinal(cipher.encrypt(new byte[5]), 0, 16);
		byte[] third = block.doFinal(cipher.encrypt(new byte[5]), 0, 16);

		assertThat(first).containsOnly(-1);
		assertThat(second).containsOnly(0);
		assertThat(third).startsWith(new byte[15]).endsWith(1);
	}

	@Test
	void startsNoncesAnewForEveryCipher() throws Exception {
		Set<String> vectors = new HashSet<>();

		for (int i = 0; i < 100; i++) {
			byte[] encrypted = new ChannelCipher(CipherParams.of(KEY_256)).encrypt(new byte[16]);
			vectors.add(Arrays.toString(Arrays.copyOf(encrypted, 16)));
		}

		assertThat(vectors).hasSize(100);
	}

	@Test
	void keepsDecryptingAfterAFailure() throws Exception {
		ChannelCipher cipher = new ChannelCipher(CipherParams.of(KEY_128));
		byte[] encrypted = cipher.encrypt(new byte[5]);

		assertThatExceptionOfType(GeneralSecurityException.class).isThrownBy(() -> cipher.decrypt(new byte[48]));

		assertThat(cipher.decrypt(encrypted)).isEqualTo(new byte[5]);
	}

	@Test
	void servesSeveralThreads() throws Exception {
		ChannelCipher cipher = new ChannelCipher(CipherParams.of(KEY_256));
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			List<Future<Boolean>> outcomes = Stream.generate(() -> executor.submit(() -> staysWhole(cipher)))
				.limit(8)
				.toList();
			for (Future<Boolean> outcome : outcomes) {
				assertThat(outcome.get()).isTrue();
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static boolean staysWhole(ChannelCipher cipher) throws GeneralSecurityException {
		for (int i = 0; i < 500; i++) {
			byte[] plain = new byte[i];
			Arrays.fill(plain, (byte) i);
			if (!Arrays.equals(cipher.decrypt(cipher.encrypt(plain)), plain)) {
				return false;
			}
		}
		return true;
	}

	@Test
	void completesParameters() {
		CipherParams params = Crypto.getDefaultParams(CipherParams.builder().key(KEY_128));
		assertThat(params.algorithm()).isEqualTo("aes");
		assertThat(params.mode()).isEqualTo("cbc");
		assertThat(params.keyLength()).isEqualTo(128);
		assertThat(params.key()).isEqualTo(Base64.getDecoder().decode(KEY_128));

		assertThat(Crypto.getDefaultParams(Base64.getDecoder().decode(KEY_128))).isEqualTo(params)
			.hasSameHashCodeAs(params);
		assertThat(Crypto.getDefaultParams(KEY_128)).isEqualTo(params);
		assertThat(Crypto.getDefaultParams(KEY_256)).isNotEqualTo(params);
		assertThat(CipherParams.builder().algorithm("AES").mode("CBC").keyLength(128).key(KEY_128).build())
			.isEqualTo(params);
	}

	@Test
	void acceptsUrlSafeKeys() {
		byte[] key = new byte[32];
		Arrays.fill(key, (byte) -1);
		String urlSafe = Base64.getUrlEncoder().withoutPadding().encodeToString(key);

		assertThat(urlSafe).contains("_");
		assertThat(CipherParams.of(urlSafe).key()).isEqualTo(key);
	}

	@Test
	void refusesWhatIsNotSupported() {
		assertRefused(CipherParams.builder(), "a key is required");
		assertRefused(CipherParams.builder().key(KEY_128).algorithm("des"), "'des' is not supported, only 'aes' is");
		assertRefused(CipherParams.builder().key(KEY_128).mode("gcm"), "'gcm' is not supported, only 'cbc' is");
		assertRefused(CipherParams.builder().key(new byte[24]), "192 bits, it must have 128 or 256");
		assertRefused(CipherParams.builder().key(KEY_128).keyLength(256), "128 bits, but the key length is 256");
		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> CipherParams.of("secret!"))
			.withMessageContaining("bits");
		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> Crypto.generateRandomKey(192))
			.withMessageContaining("128 or 256");
	}

	private static void assertRefused(CipherParams.Builder builder, String why) {
		assertThatExceptionOfType(AblyException.class).isThrownBy(builder::build)
			.withMessageContaining(why)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(40003));
	}

	@Test
	void generatesKeys() {
		assertThat(Crypto.generateRandomKey()).hasSize(32).isNotEqualTo(Crypto.generateRandomKey());
		assertThat(Crypto.generateRandomKey(128)).hasSize(16);
	}

	@Test
	void doesNotShowTheKey() {
		assertThat(CipherParams.of(KEY_128)).hasToString("CipherParams[aes-128-cbc]");
		assertThat(ChannelOptions.withCipherKey(KEY_128).toString()).doesNotContain(KEY_128);
	}

	@Test
	void keepsTheKeyToItself() {
		byte[] key = new byte[16];
		CipherParams params = CipherParams.of(key);
		key[0] = 1;
		params.key()[1] = 1;

		assertThat(params.key()).isEqualTo(new byte[16]);
	}

}
