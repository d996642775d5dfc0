package io.github.ablyspring.emulator;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.SSLException;

import io.github.ablyspring.emulator.apps.ApiKey;
import io.github.ablyspring.emulator.apps.App;
import io.github.ablyspring.emulator.apps.Apps;
import io.github.ablyspring.emulator.apps.Ids;
import io.github.ablyspring.emulator.apps.Namespace;
import io.github.ablyspring.emulator.auth.Authority;
import io.github.ablyspring.emulator.channel.Channels;
import io.github.ablyspring.emulator.connection.Connections;
import io.github.ablyspring.emulator.fault.AblyFaults;
import io.github.ablyspring.emulator.fault.FaultControl;
import io.github.ablyspring.emulator.fault.FaultGate;
import io.github.ablyspring.emulator.limits.EmulatorLimits;
import io.github.ablyspring.emulator.net.NettyLoop;
import io.github.ablyspring.emulator.net.Port;
import io.github.ablyspring.emulator.net.SelfSigned;
import io.github.ablyspring.emulator.push.PushService;
import io.github.ablyspring.emulator.rest.RestApi;
import io.github.ablyspring.emulator.rest.RestContext;
import io.github.ablyspring.emulator.stats.StatsBook;
import io.github.ablyspring.emulator.time.EmulatorLoop.Timer;
import io.github.ablyspring.emulator.time.LoopCalls;
import io.github.ablyspring.emulator.time.LoopClock;
import io.github.ablyspring.emulator.time.ManualClock;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import org.jspecify.annotations.Nullable;

/**
 * All rooms of an emulator, and the ports that lead to them.
 */
final class EmulatorSite implements AutoCloseable {

	private static final int MAX_APPS = 10_000;

	private static final long SWEEP_EVERY = 30_000;

	private final NettyLoop loop;

	private final EmulatorLimits limits;

	private final int recordedEvents;

	private final boolean controlEndpoint;

	private final Apps apps = new Apps(MAX_APPS);

	private final RestContext context;

	private final @Nullable SelfSigned identity;

	private final @Nullable SslContext tls;

	private final List<EmulatorPort> ports = new CopyOnWriteArrayList<>();

	private volatile Timer sweeping;

	EmulatorSite(EmulatorLimits limits, @Nullable ManualClock clock, boolean tls, int recordedEvents,
			boolean controlEndpoint) {
		this.limits = limits;
		this.recordedEvents = recordedEvents;
		this.controlEndpoint = controlEndpoint;
		this.identity = tls ? SelfSigned.create() : null;
		this.tls = (this.identity != null) ? tlsOf(this.identity) : null;
		this.loop = new NettyLoop(new LoopClock(clock));
		Authority authority = new Authority(this.apps, this.loop::now);
		Channels channels = new Channels(this.loop, limits);
		this.context = new RestContext(this.loop, limits, this.apps, authority, channels,
				new Connections(this.loop, limits, authority, channels), new PushService(authority, channels),
				new StatsBook());
		this.sweeping = this.loop.schedule(SWEEP_EVERY, this::sweep);
	}

	private static SslContext tlsOf(SelfSigned identity) {
		try {
			return SslContextBuilder.forServer(identity.privateKey(), identity.certificate()).build();
		}
		catch (SSLException ex) {
			throw new IllegalStateException("TLS is not to be had here", ex);
		}
	}

	private void sweep() {
		this.context.authority().sweep();
		this.context.channels().sweep();
		this.sweeping = this.loop.schedule(SWEEP_EVERY, this::sweep);
	}

	/**
	 * Makes applications for keys.
	 * @param keys the keys
	 * @param namespaces the namespaces of each application
	 */
	void createApps(List<ApiKey> keys, List<Namespace> namespaces) {
		LoopCalls.tell(this.loop, () -> {
			for (ApiKey key : keys) {
				String appId = key.name().substring(0, key.name().indexOf('.'));
				App app = this.apps.find(appId);
				if (app == null) {
					app = new App(appId, Ids.random(Ids.APP_ID_LENGTH), this.limits.maxPresenceMembers());
					namespaces.forEach(app::add);
					this.apps.add(app);
				}
				app.add(key);
			}
		});
	}

	/**
	 * Opens a port.
	 * @param address where
	 * @return the port
	 */
	EmulatorPort open(InetSocketAddress address) {
		FaultGate gate = new FaultGate(this.loop, this.recordedEvents);
		AblyFaults faults = new AblyFaults(gate, this.apps, this.context.authority(), this.context.connections());
		RestApi api = new RestApi(this.context, this.controlEndpoint ? new FaultControl(gate, faults) : null);
		Port port = new Port(this.loop, address, gate, api, this.context.connections(), this.limits, this.tls);
		EmulatorPort opened = new EmulatorPort(port, faults, this.tls != null, this.ports::remove);
		this.ports.add(opened);
		return opened;
	}

	@Nullable X509Certificate certificate() {
		return (this.identity != null) ? this.identity.certificate() : null;
	}

	EmulatorLoad load() {
		return LoopCalls.ask(this.loop, () -> new EmulatorLoad(this.context.connections().size(),
				this.context.channels().size(), this.context.channels().historyBytes()));
	}

	@Override
	public void close() {
		this.ports.forEach(EmulatorPort::close);
		this.sweeping.cancel();
		this.loop.close();
	}

}
