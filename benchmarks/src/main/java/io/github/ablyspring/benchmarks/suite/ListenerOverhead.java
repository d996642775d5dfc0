package io.github.ablyspring.benchmarks.suite;

import java.util.Arrays;
import java.util.Map;

import io.github.ablyspring.boot.autoconfigure.AblyListenerAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyProperties;
import io.github.ablyspring.boot.client.AblyClients;
import io.github.ablyspring.boot.listener.AblyListener;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.realtime.connection.ConnectionState;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static io.github.ablyspring.benchmarks.suite.Bench.await;

/**
 * What a method with {@code @AblyListener} costs over a listener that is subscribed.
 */
final class ListenerOverhead {

	private static final int MESSAGES = 200_000;

	private static final int SIZE = 100;

	private static final int TURNS = 3;

	private ListenerOverhead() {
	}

	static void measure(Bench bench) throws Exception {
		try (AblyRealtime client = AblyRealtime.create(OurPeer.options(bench.settings()))) {
			client.connect();
			await(client.connection().whenState(ConnectionState.CONNECTED));
			double[] difference = new double[TURNS];
			for (int turn = -1; turn < TURNS; turn++) {
				double subscribed = subscribed(client, turn);
				double annotated = annotated(client, turn);
				if (turn >= 0) {
					difference[turn] = annotated - subscribed;
				}
			}
			Arrays.sort(difference);
			bench.report("listener-overhead", difference[TURNS / 2], "µs");
		}
	}

	private static double subscribed(AblyRealtime client, int turn) throws Exception {
		Tally tally = new Tally(MESSAGES, SIZE, 1);
		String channel = "gated-" + MESSAGES + "-" + SIZE + "-1-subscribed" + turn;
		await(client.channels().get(channel).subscribe((message) -> tally.accept((String) message.data())).attached());
		double each = flood(client, tally);
		await(client.channels().release(channel));
		return each;
	}

	private static double annotated(AblyRealtime client, int turn) throws Exception {
		Tally tally = new Tally(MESSAGES, SIZE, 1);
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("channel",
						Map.of("channel", "gated-" + MESSAGES + "-" + SIZE + "-1-annotated" + turn)));
			context.registerBean(AblyRealtime.class, () -> client, (definition) -> definition.setDestroyMethodName(""));
			context.registerBean(AblyClients.class, context.getBeanFactory());
			context.registerBean(Listener.class, () -> new Listener(tally));
			context.register(Properties.class, AblyListenerAutoConfiguration.class);
			context.refresh();
			return flood(client, tally);
		}
	}

	private static double flood(AblyRealtime client, Tally tally) throws Exception {
		long cpu = Usage.cpuNanos();
		String go = "go-0-0-0";
		await(client.channels().get(go).attach());
		await(tally.complete());
		double each = (Usage.cpuNanos() - cpu) / 1000.0 / MESSAGES;
		tally.check();
		await(client.channels().release(go));
		return each;
	}

	@EnableConfigurationProperties(AblyProperties.class)
	static class Properties {

	}

	static final class Listener {

		private final Tally tally;

		Listener(Tally tally) {
			this.tally = tally;
		}

		@AblyListener(channels = "${channel}")
		void received(String data) {
			this.tally.accept(data);
		}

	}

}
