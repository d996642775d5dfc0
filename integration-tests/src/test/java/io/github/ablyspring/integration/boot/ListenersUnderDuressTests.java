package io.github.ablyspring.integration.boot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.ablyspring.auth.AuthCallback;
import io.github.ablyspring.boot.listener.AblyListener;
import io.github.ablyspring.boot.listener.AblyListenerConfigurer;
import io.github.ablyspring.boot.listener.AblyListenerEndpoint;
import io.github.ablyspring.boot.template.AblyTemplate;
import io.github.ablyspring.boot.test.EmbeddedAbly;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.fault.AblyFaults;
import io.github.ablyspring.integration.support.Await;
import io.github.ablyspring.integration.support.Patient;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.realtime.connection.ConnectionEvent;
import io.github.ablyspring.realtime.connection.ConnectionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import static io.github.ablyspring.boot.test.assertj.AblyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners of an application while its connection is cut, its tokens expire, it is
 * paused, and some of them do not come to an end.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "ably.client-id=application", "ably.listener.await-attach=true",
				"ably.listener.await-attach-timeout=1m", "ably.timeouts.disconnected-retry=50ms",
				"ably.timeouts.realtime-request=1m", "ably.timeouts.http-open=1m", "ably.timeouts.http-request=1m",
				"ably.timeouts.http-max-retry=1m" })
@EmbeddedAbly
@Timeout(600)
class ListenersUnderDuressTests {

	private static final int PATIENCE = 60;

	@Autowired
	private Application application;

	@Autowired
	private AblyRealtime realtime;

	@Test
	void loseNoneOf50000MessagesThoughConnectionsAreKilled(AblyFaults faults) throws Exception {
		int messages = 50_000;
		int cuts = 10;
		RealtimeChannel channel = this.realtime.channels().get("flood");
		Semaphore window = new Semaphore(2_000);
		AtomicInteger connects = new AtomicInteger();
		this.realtime.connection().on(ConnectionEvent.CONNECTED, (change) -> connects.incrementAndGet());
		List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
		for (int i = 0; i < messages; i++) {
			assertThat(window.tryAcquire(PATIENCE, TimeUnit.SECONDS)).as("publishes end").isTrue();
			channel.publish("m", Integer.toString(i)).whenComplete((result, failure) -> {
				window.release();
				if (failure != null) {
					failures.add(failure);
				}
			});
			if (i % (messages / cuts) == messages / cuts / 2) {
				faults.disconnect();
			}
		}
		assertThat(this.application.flooded.await(PATIENCE, TimeUnit.SECONDS)).as("the last message").isTrue();
		assertThat(failures).isEmpty();
		assertThat(this.application.flood).isEqualTo(IntStream.range(0, messages).boxed().toList());
		assertThat(connects.get()).isGreaterThanOrEqualTo(cuts / 2);
	}

	@Test
	void goOnWhenTheContextWasPaused(@Autowired ConfigurableApplicationContext context, @Autowired AblyTemplate ably)
			throws Exception {
		for (int round = 0; round < 3; round++) {
			context.pause();
			assertThat(this.realtime).within(Await.LIMIT).reaches(ConnectionState.CLOSED);
			context.restart();
			assertThat(this.realtime).within(Await.LIMIT).isConnected();
			assertThat(this.realtime.channels().get("rounds")).within(Await.LIMIT).isAttached();
			ably.publish("rounds", "m", "round " + round);
			assertThat(this.application.next()).isEqualTo("round " + round);
		}
	}

	@Test
	void goOnWhenTokensExpire(AblyEmulator emulator, @Autowired AblyTemplate ably) throws Exception {
		assertThat(this.realtime).within(Await.LIMIT).isConnected();
		int before = this.application.tokens.get();
		for (int round = 1; round <= 3; round++) {
			emulator.faults().expireTokens();
			ably.publish("rounds", "m", "token " + round);
			assertThat(this.application.next()).isEqualTo("token " + round);
		}
		assertThat(this.application.tokens.get()).isGreaterThanOrEqualTo(before + 3);
	}

	@Test
	void areNotHeldUpByOneThatBlocks(AblyFaults faults, @Autowired AblyTemplate ably) throws Exception {
		ably.publish("blocked", "m", "0");
		assertThat(this.application.blocking.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
		for (int i = 1; i <= 100; i++) {
			ably.publish("blocked", "m", Integer.toString(i));
			ably.publish("rounds", "m", "free " + i);
			assertThat(this.application.next()).isEqualTo("free " + i);
		}
		faults.disconnect();
		ably.publish("rounds", "m", "reconnected");
		assertThat(this.application.next()).isEqualTo("reconnected");
		assertThat(this.realtime).within(Await.LIMIT).isConnected();
		assertThat(this.application.blocked).isEmpty();
		this.application.unblock.countDown();
		assertThat(this.application.unblocked.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
		assertThat(this.application.blocked)
			.isEqualTo(IntStream.rangeClosed(0, 100).mapToObj(Integer::toString).toList());
	}

	@Test
	void canBe200(@Autowired AblyTemplate ably) throws Exception {
		for (int i = 0; i < 200; i++) {
			ably.publish("channel-" + i, "m", Integer.toString(i));
		}
		assertThat(this.application.many.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
		// a few threads serve them all
		assertThat(Thread.getAllStackTraces().keySet()).filteredOn((thread) -> thread.getName().startsWith("ably-"))
			.hasSizeLessThan(56 + 2 * Runtime.getRuntime().availableProcessors());
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		final List<Integer> flood = Collections.synchronizedList(new ArrayList<>());

		final CountDownLatch flooded = new CountDownLatch(1);

		final java.util.concurrent.BlockingQueue<String> rounds = new java.util.concurrent.LinkedBlockingQueue<>();

		final AtomicInteger tokens = new AtomicInteger();

		final CountDownLatch blocking = new CountDownLatch(1);

		final CountDownLatch unblock = new CountDownLatch(1);

		final CountDownLatch unblocked = new CountDownLatch(1);

		final List<String> blocked = Collections.synchronizedList(new ArrayList<>());

		final CountDownLatch many = new CountDownLatch(200);

		String next() throws InterruptedException {
			return this.rounds.poll(PATIENCE, TimeUnit.SECONDS);
		}

		// tokens, which an application's own server signs
		@Bean
		AuthCallback tokens(AblyEmulator emulator) {
			AblyRest signer = AblyRest.create(Patient.options(emulator).build());
			return (params) -> {
				this.tokens.incrementAndGet();
				return signer.auth().createTokenRequest(params);
			};
		}

		@AblyListener("flood")
		void flood(Message message) {
			this.flood.add(Integer.valueOf(String.valueOf(message.data())));
			if (this.flood.size() == 50_000) {
				this.flooded.countDown();
			}
		}

		@AblyListener("rounds")
		void round(String text) {
			this.rounds.add(text);
		}

		@AblyListener("blocked")
		void block(String text) throws InterruptedException {
			if (text.equals("0")) {
				this.blocking.countDown();
				this.unblock.await();
			}
			this.blocked.add(text);
			if (text.equals("100")) {
				this.unblocked.countDown();
			}
		}

		@Bean
		AblyListenerConfigurer many() {
			return (registry) -> IntStream.range(0, 200)
				.forEach((i) -> registry
					.register(AblyListenerEndpoint.builder("many-" + i, (message) -> this.many.countDown())
						.channels("channel-" + i)
						.build()));
		}

	}

}
