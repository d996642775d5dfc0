package io.github.ablyspring.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Says in which order hosts are asked, and remembers a fallback that answered when the
 * primary did not (RSC15). Safe for use by several threads.
 */
public final class HostSelector {

	private final Hosts hosts;

	private final int maxFallbacks;

	private final long affinityNanos;

	private final Random random;

	private final AtomicReference<@Nullable Affinity> affinity = new AtomicReference<>();

	private volatile @Nullable String realtimeHost;

	/**
	 * Creates a selector.
	 * @param hosts the primary domain and its fallbacks
	 * @param maxFallbacks how many fallbacks one request may try (TO3l5)
	 * @param affinity how long a fallback that answered is preferred (TO3l10)
	 * @param random decides the order of the fallbacks
	 */
	public HostSelector(Hosts hosts, int maxFallbacks, Duration affinity, Random random) {
		this.hosts = hosts;
		this.maxFallbacks = maxFallbacks;
		this.affinityNanos = affinity.toNanos();
		this.random = random;
	}

	/**
	 * The host that a new request asks first.
	 * @param nanoTime now, by the clock of the client
	 * @return the preferred fallback, the host of the connection, or the primary
	 */
	public String first(long nanoTime) {
		Affinity preferred = this.affinity.get();
		if (preferred != null) {
			if (nanoTime - preferred.expires() < 0) {
				return preferred.host();
			}
			this.affinity.compareAndSet(preferred, null);
		}
		return start();
	}

	/**
	 * The hosts to ask after the first one failed, in the order to be tried.
	 * @param failed the host that failed
	 * @return what may still be tried; empty when there are no fallbacks (RSC15m)
	 */
	public List<String> afterFailureOf(String failed) {
		Affinity preferred = this.affinity.get();
		if (preferred != null && preferred.host().equals(failed)) {
			this.affinity.compareAndSet(preferred, null);
		}
		if (this.hosts.fallbacks().isEmpty()) {
			return List.of();
		}
		String start = start();
		List<String> fallbacks = new ArrayList<>(this.hosts.fallbacks());
		if (!failed.equals(this.hosts.primary())) {
			// whoever names the primary as its own fallback wants it to be asked twice
			fallbacks.removeIf(failed::equals);
		}
		if (!start.equals(failed)) {
			fallbacks.removeIf(start::equals);
		}
		Collections.shuffle(fallbacks, this.random);
		List<String> order = new ArrayList<>(fallbacks.subList(0, Math.min(this.maxFallbacks, fallbacks.size())));
		if (!start.equals(failed)) {
			order.add(0, start);
		}
		return order;
	}

	/**
	 * A host answered after another one had failed: from now on it is asked first, for a
	 * while (RSC15f). Not to be called for a host that was asked first, or an answer that
	 * comes late would prolong its preference.
	 * @param host the host that answered
	 * @param nanoTime now, by the clock of the client
	 */
	public void answered(String host, long nanoTime) {
		this.affinity.set(host.equals(start()) ? null : new Affinity(host, nanoTime + this.affinityNanos));
	}

	/**
	 * The realtime connection is on this host, so requests start there (RTN17e).
	 * @param host the fallback host in use, or {@code null} for none
	 */
	public void connectedTo(@Nullable String host) {
		this.realtimeHost = host;
	}

	private String start() {
		String connected = this.realtimeHost;
		return (connected != null) ? connected : this.hosts.primary();
	}

	private record Affinity(String host, long expires) {
	}

}
