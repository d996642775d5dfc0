package io.github.ablyspring.emulator;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

import io.github.ablyspring.emulator.apps.Namespace;

/**
 * What stands on the command line.
 */
final class MainOptions {

	static final String USAGE = String.join(System.lineSeparator(), "Usage: java -jar ably-emulator-exec.jar [options]",
			"  --port=9010                    the port; 0 is one that is free",
			"  --bind=127.0.0.1               the address to listen on",
			"  --key=appId.keyId:secret       a key that permits everything; may be repeated",
			"  --namespace=chat:persisted,mutable,push   what holds for channels chat:…; may be repeated",
			"  --tls                          encrypt, with a certificate made for the occasion",
			"  --control                      let faults be controlled over HTTP, beyond loopback as well",
			"  --help                         print this");

	static final String DEFAULT_KEY = "emul8r.devkey:for-development-only";

	private static final int DEFAULT_PORT = 9010;

	private static final Pattern PORT = Pattern.compile("\\d{1,5}");

	private MainOptions() {
	}

	static AblyEmulator.Builder parse(String[] arguments) {
		AblyEmulator.Builder builder = AblyEmulator.builder().port(DEFAULT_PORT);
		boolean keyGiven = false;
		for (String argument : arguments) {
			int equals = argument.indexOf('=');
			String name = (equals < 0) ? argument : argument.substring(0, equals);
			String value = argument.substring(equals + 1);
			switch (name) {
				case "--port" -> builder.port(port(value));
				case "--bind" -> builder.bindAddress(address(value));
				case "--key" -> {
					builder.key(value);
					keyGiven = true;
				}
				case "--namespace" -> builder.namespace(namespace(value));
				case "--tls" -> builder.tls();
				case "--control" -> builder.controlEndpoint(true);
				default -> throw new IllegalArgumentException("There is no option " + name);
			}
		}
		return keyGiven ? builder : builder.key(DEFAULT_KEY);
	}

	private static int port(String value) {
		if (!PORT.matcher(value).matches() || Integer.parseInt(value) > 0xFFFF) {
			throw new IllegalArgumentException("A port is between 0 and 65535, not '" + value + "'");
		}
		return Integer.parseInt(value);
	}

	private static InetAddress address(String value) {
		try {
			return InetAddress.getByName(value);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException("There is no address " + value, ex);
		}
	}

	private static Namespace namespace(String value) {
		int colon = value.indexOf(':');
		Namespace namespace = Namespace.named((colon < 0) ? value : value.substring(0, colon));
		for (String feature : ((colon < 0) ? "" : value.substring(colon + 1)).split(",")) {
			namespace = switch (feature.strip().toLowerCase(Locale.ROOT)) {
				case "" -> namespace;
				case "persisted" -> namespace.withPersistence();
				case "push" -> namespace.withPush();
				case "mutable" -> namespace.withMutableMessages();
				default -> throw new IllegalArgumentException("A namespace cannot be '" + feature + "'");
			};
		}
		return namespace;
	}

}
