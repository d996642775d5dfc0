package io.github.ablyspring.boot.token;

import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InMemoryTokenRateLimiterTests {

	private final AtomicLong nanos = new AtomicLong();

	private final InMemoryTokenRateLimiter limiter = new InMemoryTokenRateLimiter(2, Duration.ofMinutes(1),
			this.nanos::get);

	@Test
	void aPrincipalWaitsForTheEndOfThePeriod() {
		assertThat(this.limiter.tryAcquire(of("ann"))).isZero();
		pass(Duration.ofSeconds(20));
		assertThat(this.limiter.tryAcquire(of("ann"))).isZero();
		assertThat(this.limiter.tryAcquire(of("ann"))).isEqualTo(Duration.ofSeconds(40));
		pass(Duration.ofSeconds(40));
		assertThat(this.limiter.tryAcquire(of("ann"))).isZero();
	}

	@Test
	void principalsAndAddressesDoNotCountForEachOther() {
		AblyTokenDemand anonymous = new AblyTokenDemand(null, "10.0.0.1", Map.of());
		assertThat(this.limiter.tryAcquire(of("ann"))).isZero();
		assertThat(this.limiter.tryAcquire(of("ann"))).isZero();
		assertThat(this.limiter.tryAcquire(of("bob"))).isZero();
		assertThat(this.limiter.tryAcquire(anonymous)).isZero();
		assertThat(this.limiter.tryAcquire(anonymous)).isZero();
		assertThat(this.limiter.tryAcquire(anonymous)).isPositive();
		assertThat(this.limiter.tryAcquire(new AblyTokenDemand(null, "10.0.0.2", Map.of()))).isZero();
	}

	private void pass(Duration duration) {
		this.nanos.addAndGet(duration.toNanos());
	}

	private static AblyTokenDemand of(String name) {
		Principal principal = () -> name;
		return new AblyTokenDemand(principal, "10.0.0.1", Map.of());
	}

}
