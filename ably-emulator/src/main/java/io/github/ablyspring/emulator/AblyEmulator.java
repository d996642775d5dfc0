package io.github.ablyspring.emulator;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.emulator.apps.ApiKey;
import io.github.ablyspring.emulator.apps.Ids;
import io.github.ablyspring.emulator.apps.Namespace;
import io.github.ablyspring.emulator.auth.Grants;
import io.github.ablyspring.emulator.fault.AblyFaults;
import io.github.ablyspring.emulator.limits.EmulatorLimits;
import io.github.ablyspring.emulator.time.ManualClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that speaks Ably's protocol, in this process: for development and tests. <pre>
 * try (AblyEmulator emulator = AblyEmulator.start()) {
 *     ClientOptions options = ClientOptions.builder()
 *         .key(emulator.key()).endpoint(emulator.host()).port(emulator.port()).tls(false).build();
 *     …
 *     emulator.faults().disconnect();
 * }
 * </pre>
 * <p>
 * Everything is kept in memory and gone when it is closed. Many can run side by side. All
 * methods can be called from any thread.
 */
public final class AblyEmulator implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(AblyEmulator.class);

	private final EmulatorSite site;

	private final EmulatorPort port;

	private final List<String> keys;

	AblyEmulator(EmulatorSite site, EmulatorPort port, List<String> keys) {
		this.site = site;
		this.port = port;
		this.keys = keys;
	}

	/**
	 * Starts an emulator on a free port of the loopback interface.
	 * @return the emulator, which is ready
	 */
	public static AblyEmulator start() {
		return builder().start();
	}

	/**
	 * Starts to describe an emulator.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * The port it listens on.
	 * @return the number
	 */
	public int port() {
		return this.port.port();
	}

	/**
	 * The host a client connects to.
	 * @return a name or an address
	 */
	public String host() {
		return this.port.host();
	}

	/**
	 * The address of the REST API.
	 * @return for instance <code>http://localhost:49152</code>
	 */
	public URI uri() {
		return this.port.uri();
	}

	/**
	 * The first key.
	 * @return the whole of it, as a client takes it
	 */
	public String key() {
		return this.keys.get(0);
	}

	/**
	 * All keys it was started with.
	 * @return the whole of each
	 */
	public List<String> keys() {
		return this.keys;
	}

	/**
	 * The certificate it shows, which a client has to be told to trust.
	 * @return the certificate, or {@code null} without TLS
	 */
	public @Nullable X509Certificate certificate() {
		return this.site.certificate();
	}

	/**
	 * Lets it misbehave, and tells what was said.
	 * @return the controls of its port
	 */
	public AblyFaults faults() {
		return this.port.faults();
	}

	/**
	 * Opens another port to the same applications, channels and connections. It has
	 * faults and a record of its own, so that one client can suffer while another does
	 * not.
	 * @return the port, to be closed when it is no longer needed; closing the emulator
	 * closes it, too
	 */
	public EmulatorPort openPort() {
		return this.site.open(new InetSocketAddress(this.port.address().getAddress(), 0));
	}

	/**
	 * Counts what is kept, to see that nothing grows without bound.
	 * @return the numbers
	 */
	public EmulatorLoad load() {
		return this.site.load();
	}

	/**
	 * Ends it. All connections are gone, and so is everything it knew.
	 */
	@Override
	public void close() {
		this.site.close();
	}

	@Override
	public String toString() {
		return "AblyEmulator[" + uri() + "]";
	}

	/**
	 * Describes an emulator. <pre>
	 * AblyEmulator.builder().port(9010).key("appOne.keyOne:secret").namespace(Namespace.named("chat").withPersistence()).start()
	 * </pre>
	 */
	public static final class Builder {

		private static final int NAME_LENGTH = 6;

		private static final int SECRET_LENGTH = 43;

		private static final int RECORDED_EVENTS = 10_000;

		private final List<ApiKey> keys = new ArrayList<>();

		private final List<Namespace> namespaces = new ArrayList<>();

		private InetAddress bindAddress = InetAddress.getLoopbackAddress();

		private int port;

		private boolean tls;

		private EmulatorLimits limits = EmulatorLimits.defaults();

		private @Nullable ManualClock clock;

		private int recordedEvents = RECORDED_EVENTS;

		private @Nullable Boolean controlEndpoint;

		private Builder() {
		}

		/**
		 * The port to listen on. Without this, one that is free.
		 * @param port the number; 0 is one that is free
		 * @return this
		 */
		public Builder port(int port) {
			this.port = port;
			return this;
		}

		/**
		 * The address to listen on. Without this, the loopback interface, which only this
		 * machine reaches.
		 * @param bindAddress the address
		 * @return this
		 */
		public Builder bindAddress(InetAddress bindAddress) {
			this.bindAddress = bindAddress;
			return this;
		}

		/**
		 * Encrypts all lines, with a certificate that it makes for itself.
		 * @return this
		 */
		public Builder tls() {
			this.tls = true;
			return this;
		}

		/**
		 * A key that permits everything. Its application is made.
		 * @param key <code>appId.keyId:secret</code>
		 * @return this
		 */
		public Builder key(String key) {
			return key(key, Grants.EVERYTHING);
		}

		/**
		 * A key. Its application is made.
		 * @param key <code>appId.keyId:secret</code>
		 * @param capability what it permits, as JSON
		 * @return this
		 */
		public Builder key(String key, String capability) {
			return key(key, Grants.parse(capability));
		}

		private Builder key(String key, Grants grants) {
			int dot = key.indexOf('.');
			int colon = key.indexOf(':', Math.max(dot, 0));
			if (dot <= 0 || colon <= dot + 1 || colon == key.length() - 1) {
				throw new IllegalArgumentException("A key has the form appId.keyId:secret");
			}
			this.keys.add(new ApiKey(key.substring(0, colon), key.substring(colon + 1), grants, true));
			return this;
		}

		/**
		 * A namespace of all applications. Without any, there are <code>persisted</code>,
		 * <code>pushenabled</code> and <code>mutable</code>, each with what it says.
		 * @param namespace the namespace
		 * @return this
		 */
		public Builder namespace(Namespace namespace) {
			this.namespaces.add(namespace);
			return this;
		}

		/**
		 * How much it takes.
		 * @param limits the limits
		 * @return this
		 */
		public Builder limits(EmulatorLimits limits) {
			this.limits = limits;
			return this;
		}

		/**
		 * A clock that a test moves. Without this, time is the system's.
		 * @param clock the clock
		 * @return this
		 */
		public Builder clock(ManualClock clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * How many events are recorded before the oldest are forgotten.
		 * @param recordedEvents how many; 0 records nothing
		 * @return this
		 */
		public Builder recordedEvents(int recordedEvents) {
			this.recordedEvents = recordedEvents;
			return this;
		}

		/**
		 * Whether faults can be controlled over HTTP, too. Without this, they can on the
		 * loopback interface only.
		 * @param controlEndpoint whether they can
		 * @return this
		 */
		public Builder controlEndpoint(boolean controlEndpoint) {
			this.controlEndpoint = controlEndpoint;
			return this;
		}

		/**
		 * Starts the emulator.
		 * @return the emulator, which is ready
		 */
		public AblyEmulator start() {
			if (this.keys.isEmpty()) {
				key(Ids.random(NAME_LENGTH) + "." + Ids.random(NAME_LENGTH) + ":" + Ids.random(SECRET_LENGTH));
			}
			if (this.namespaces.isEmpty()) {
				this.namespaces.add(Namespace.named("persisted").withPersistence());
				this.namespaces.add(Namespace.named("pushenabled").withPush());
				this.namespaces.add(Namespace.named("mutable").withMutableMessages());
			}
			boolean control = (this.controlEndpoint != null) ? this.controlEndpoint
					: this.bindAddress.isLoopbackAddress();
			EmulatorSite site = new EmulatorSite(this.limits, this.clock, this.tls, this.recordedEvents, control);
			try {
				site.createApps(this.keys, this.namespaces);
				EmulatorPort opened = site.open(new InetSocketAddress(this.bindAddress, this.port));
				warnIfReachable();
				return new AblyEmulator(site, opened, this.keys.stream().map(ApiKey::full).toList());
			}
			catch (RuntimeException ex) {
				site.close();
				throw ex;
			}
		}

		private void warnIfReachable() {
			if (!this.bindAddress.isLoopbackAddress()) {
				logger.warn(
						"THE ABLY EMULATOR LISTENS ON {}: WHOEVER REACHES THIS MACHINE REACHES IT. "
								+ "It is made for development and tests, not for the open.",
						this.bindAddress.getHostAddress());
			}
		}

	}

}
