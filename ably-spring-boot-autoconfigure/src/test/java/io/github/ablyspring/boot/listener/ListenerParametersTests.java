package io.github.ablyspring.boot.listener;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageAction;
import io.github.ablyspring.message.MessageExtras;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the methods of listeners can be called with.
 */
class ListenerParametersTests {

	private final ApplicationContextRunner contextRunner = Emulated.contextRunner();

	@Test
	void payloadsOfAnyType() {
		this.contextRunner.withBean(Payloads.class).run((context) -> {
			BlockingQueue<Object> seen = context.getBean(Payloads.class).seen;
			Emulated.publish(context, "orders", "o", List.of(new Order(1), new Order(2)));
			assertThat(Emulated.next(seen)).isEqualTo(List.of(new Order(1), new Order(2)));
			Emulated.publish(context, "bytes", "b", new byte[] { 1, 2 });
			assertThat(Emulated.next(seen)).isEqualTo("[1, 2]");
			Emulated.publish(context, "numbers", "n", Map.of("a", 1));
			assertThat(Emulated.next(seen)).isEqualTo(Map.of("a", 1L));
			Emulated.publish(context, "perhaps", "p", null);
			assertThat(Emulated.next(seen)).isEqualTo(Optional.empty());
			Emulated.publish(context, "perhaps", "p", new Order(3));
			assertThat(Emulated.next(seen)).isEqualTo(Optional.of(new Order(3)));
			Emulated.publish(context, "optional", "p", null);
			assertThat(Emulated.next(seen)).isEqualTo("nothing");
		});
	}

	@Test
	void messagesOfSpringWithPayloadsOfAnyType() {
		this.contextRunner.withBean(OfSpring.class).run((context) -> {
			BlockingQueue<Object> seen = context.getBean(OfSpring.class).seen;
			Emulated.publish(context, "one", "o", new Order(1));
			assertThat(Emulated.next(seen)).isEqualTo(new Order(1));
			Emulated.publish(context, "several", "o", List.of(new Order(1), new Order(2)));
			assertThat(Emulated.next(seen)).isEqualTo(List.of(new Order(1), new Order(2)));
		});
	}

	@Test
	void headersOfTheMessageAndThoseOfThePublisher() {
		this.contextRunner.withBean(WithHeaders.class).run((context) -> {
			Emulated.publish(context, "headed",
					Message.builder()
						.name("created")
						.data("x")
						.extras(MessageExtras.builder().header("region", "eu").header("count", "3").build())
						.build());
			WithHeaders bean = context.getBean(WithHeaders.class);
			assertThat(Emulated.next(bean.seen)).isEqualTo("created in eu by warehouse, 3 of MESSAGE_CREATE, none");
			assertThat(Emulated.next(bean.seen)).isEqualTo("headed eu");
			assertThat(bean.timestamp).isNotNull();
		});
	}

	@Test
	void noPublisherCanGiveAHeaderOfAbly() {
		this.contextRunner.withPropertyValues("ably.client-id=").withBean(WhoIsIt.class).run((context) -> {
			Emulated.publish(context, "who",
					Message.builder()
						.data("x")
						.extras(MessageExtras.builder()
							.header(AblyHeaders.CLIENT_ID, "admin")
							.header(AblyHeaders.NAME, "created")
							.header("region", "eu")
							.build())
						.build());
			assertThat(Emulated.next(context.getBean(WhoIsIt.class).seen)).isEqualTo("nobody nothing eu");
		});
	}

	@Test
	void whatIsValid() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
			.withBean(Validated.class)
			.run((context) -> {
				Emulated.publish(context, "checked", "o", new Order(-1));
				Emulated.publish(context, "checked", "o", new Order(1));
				assertThat(Emulated.next(context.getBean(Validated.class).seen)).isEqualTo(new Order(1));
			});
	}

	@Test
	void whatTheApplicationResolvesItself() {
		this.contextRunner.withBean(Own.class)
			.withBean(HandlerMethodArgumentResolver.class, TenantResolver::new)
			.run((context) -> {
				Emulated.publish(context, "owned", "o", "x");
				assertThat(Emulated.next(context.getBean(Own.class).seen)).isEqualTo("tenant of owned: x");
			});
	}

	record Order(@Positive int number) {

	}

	record Tenant(String name) {

	}

	static final class TenantResolver implements HandlerMethodArgumentResolver {

		@Override
		public boolean supportsParameter(MethodParameter parameter) {
			return parameter.getParameterType() == Tenant.class;
		}

		@Override
		public Object resolveArgument(MethodParameter parameter, org.springframework.messaging.Message<?> message) {
			return new Tenant("tenant of " + message.getHeaders().get(AblyHeaders.CHANNEL));
		}

	}

	static class Payloads {

		final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

		@AblyListener("orders")
		void orders(List<Order> orders) {
			this.seen.add(orders);
		}

		@AblyListener("bytes")
		void bytes(byte[] bytes) {
			this.seen.add(Arrays.toString(bytes));
		}

		@AblyListener("numbers")
		void any(@Payload Object data) {
			this.seen.add(data);
		}

		@AblyListener("perhaps")
		void perhaps(Optional<Order> order) {
			this.seen.add(order);
		}

		@AblyListener("optional")
		void optional(@Payload(required = false) Order order) {
			this.seen.add((order != null) ? order : "nothing");
		}

	}

	static class WhoIsIt {

		final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		@AblyListener("who")
		void who(@Header(name = AblyHeaders.CLIENT_ID, defaultValue = "nobody") String who,
				@Header(name = AblyHeaders.NAME, defaultValue = "nothing") String what,
				@Header("region") String region) {
			this.seen.add(who + " " + what + " " + region);
		}

	}

	static class OfSpring {

		final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

		@AblyListener("one")
		void one(org.springframework.messaging.Message<Order> message) {
			assertThat(message.getHeaders()).containsEntry(AblyHeaders.NAME, "o");
			this.seen.add(message.getPayload());
		}

		@AblyListener("several")
		void several(org.springframework.messaging.Message<List<Order>> message) {
			this.seen.add(message.getPayload());
		}

	}

	static class WithHeaders {

		final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

		volatile Instant timestamp;

		@AblyListener("headed")
		void headed(@Header("region") String region, @Header("count") int count, @Header(AblyHeaders.NAME) String name,
				@Header(AblyHeaders.CLIENT_ID) String who, @Header(AblyHeaders.ACTION) MessageAction action,
				@Header(AblyHeaders.TIMESTAMP) Instant timestamp,
				@Header(name = "missing", defaultValue = "none") String missing, @Headers Map<String, Object> all,
				MessageExtras extras, MessageHeaders headers, RealtimeChannel channel) {
			this.timestamp = timestamp;
			this.seen.add(name + " in " + region + " by " + who + ", " + count + " of " + action + ", " + missing);
			assertThat(all).isEqualTo(headers);
			this.seen.add(channel.name() + " " + extras.headers().get("region"));
		}

	}

	static class Validated {

		final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

		@AblyListener("checked")
		void checked(@Valid Order order) {
			this.seen.add(order);
		}

	}

	static class Own {

		final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

		@AblyListener("owned")
		void owned(Tenant tenant, String text) {
			this.seen.add(tenant.name() + ": " + text);
		}

	}

}
