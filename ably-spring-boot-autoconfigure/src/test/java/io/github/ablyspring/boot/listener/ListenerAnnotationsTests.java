package io.github.ablyspring.boot.listener;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageAction;
import io.github.ablyspring.message.MessageExtras;
import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.AliasFor;
import org.springframework.messaging.handler.annotation.Header;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the annotations of listeners say.
 */
class ListenerAnnotationsTests {

	private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

	private final ApplicationContextRunner contextRunner = Emulated.contextRunner();

	@Test
	void channelsByPlaceholdersAndExpressions() {
		this.contextRunner.withPropertyValues("regions=eu, us", "event=created")
			.withBean("names", List.class, () -> List.of("one", "two"))
			.withBean(Placeholders.class)
			.run((context) -> {
				AblyListenerRegistry registry = Emulated.attached(context);
				assertThat(registry.container("regional").endpoint().channels()).containsExactly("eu", "us");
				assertThat(registry.container("named").endpoint().channels()).containsExactly("one", "two");
				Emulated.publish(context, "us", "deleted", "no");
				Emulated.publish(context, "us", "created", "yes");
				assertThat(Emulated.next(context.getBean(Placeholders.class).seen)).isEqualTo("yes");
			});
	}

	@Test
	void severalOnOneMethod() {
		this.contextRunner.withBean(Repeated.class).run((context) -> {
			BlockingQueue<String> seen = context.getBean(Repeated.class).seen;
			Emulated.publish(context, "first", "a", "1");
			assertThat(Emulated.next(seen)).isEqualTo("1 on first");
			Emulated.publish(context, "second", "a", "2");
			assertThat(Emulated.next(seen)).isEqualTo("2 on second");
			assertThat(context.getBean(AblyListenerRegistry.class).containers()).hasSize(2);
		});
	}

	@Test
	void annotationsOfTheApplicationsOwn() {
		this.contextRunner.withBean(Meta.class).run((context) -> {
			Emulated.publish(context, "orders", "created", "1");
			assertThat(Emulated.next(context.getBean(Meta.class).seen)).isEqualTo("1");
			assertThat(Emulated.attached(context).container("meta").endpoint().params()).containsEntry("rewind", "1");
		});
	}

	@Test
	void methodsOfAClassByEvent() {
		this.contextRunner.withBean(ByEvent.class).run((context) -> {
			BlockingQueue<String> seen = context.getBean(ByEvent.class).seen;
			Emulated.publish(context, "mixed", "created", "1");
			Emulated.publish(context, "mixed", "renamed", "2");
			Emulated.publish(context, "mixed", "moved", "3");
			Emulated.publish(context, "mixed", "unknown", "4");
			assertThat(Emulated.next(seen)).isEqualTo("created 1");
			assertThat(Emulated.next(seen)).isEqualTo("changed 2");
			assertThat(Emulated.next(seen)).isEqualTo("changed 3");
			assertThat(Emulated.next(seen)).isEqualTo("other 4");
		});
	}

	@Test
	void optionsOfTheChannel() {
		this.contextRunner.withBean(Options.class).run((context) -> {
			RealtimeChannel channel = context.getBean(AblyRealtime.class).channels().get("optioned");
			Emulated.publish(context, "optioned", "a", "secret");
			assertThat(Emulated.next(context.getBean(Options.class).seen)).isEqualTo("secret");
			ChannelOptions options = channel.options();
			assertThat(options.params()).containsEntry("rewind", "2m").containsEntry("delta", "vcdiff");
			assertThat(options.modes()).containsExactlyInAnyOrder(ChannelMode.PUBLISH, ChannelMode.SUBSCRIBE);
			assertThat(channel.modes()).containsExactlyInAnyOrder(ChannelMode.PUBLISH, ChannelMode.SUBSCRIBE);
			assertThat(options.cipher()).isNotNull();
		});
	}

	@Test
	void whatWasBeforeByRewind() {
		this.contextRunner.withBean(Options.class).run((context) -> {
			AblyListenerRegistry registry = Emulated.attached(context);
			RealtimeChannel channel = context.getBean(AblyRealtime.class).channels().get("rewound");
			BlockingQueue<String> seen = context.getBean(Options.class).rewound;
			channel.publish("a", "before").get(30, TimeUnit.SECONDS);
			registry.container("rewound").start();
			assertThat(Emulated.next(seen)).isEqualTo("before");
		});
	}

	@Test
	void modesThatNeitherListenerMisses() {
		this.contextRunner.withBean(Sources.class).run((context) -> {
			Emulated.attached(context);
			AblyRealtime realtime = context.getBean(AblyRealtime.class);
			Sources sources = context.getBean(Sources.class);
			RealtimeChannel channel = realtime.channels().get("mutable:shared");
			PublishResult published = channel.publish("said", "hello").get(30, TimeUnit.SECONDS);
			assertThat(Emulated.next(sources.seen)).isEqualTo("message hello");
			channel.presence().enter("here").get(30, TimeUnit.SECONDS);
			assertThat(Emulated.next(sources.seen)).isEqualTo("member warehouse ENTER here");
			channel.annotations()
				.publish(published.serials().get(0),
						Annotation.builder().type("reaction:distinct.v1").name("like").build())
				.get(30, TimeUnit.SECONDS);
			assertThat(List.of(Emulated.next(sources.seen), Emulated.next(sources.seen)))
				.containsExactlyInAnyOrder("annotation like", "summary of 1 type");
			channel.presence().leave().get(30, TimeUnit.SECONDS);
			assertThat(Emulated.next(sources.seen)).isEqualTo("member warehouse LEAVE here");
		});
	}

	@Test
	void filtersOfTheService() {
		this.contextRunner.withBean(Filtered.class).run((context) -> {
			Emulated.publish(context, "filtered",
					Message.builder()
						.name("a")
						.data("us")
						.extras(MessageExtras.builder().header("region", "us").build())
						.build());
			Emulated.publish(context, "filtered",
					Message.builder()
						.name("a")
						.data("eu")
						.extras(MessageExtras.builder().header("region", "eu").build())
						.build());
			assertThat(Emulated.next(context.getBean(Filtered.class).seen)).isEqualTo("eu");
			assertThat(context.getBean(AblyRealtime.class).channels().names()).contains("filtered");
		});
	}

	static class Placeholders {

		final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		@AblyListener(id = "regional", channels = "${regions}", events = "${event}")
		void regional(String text) {
			this.seen.add(text);
		}

		@AblyListener(id = "named", channels = "#{@names}")
		void named(String text) {
		}

	}

	static class Repeated {

		final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		@AblyListener("first")
		@AblyListener("second")
		void both(String text, RealtimeChannel channel) {
			this.seen.add(text + " on " + channel.name());
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@AblyListener(channels = "orders", rewind = "1")
	@interface OrderListener {

		@AliasFor(annotation = AblyListener.class, attribute = "id")
		String id() default "";

	}

	static class Meta {

		final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		@OrderListener(id = "meta")
		void order(String text) {
			this.seen.add(text);
		}

	}

	@AblyListener("mixed")
	static class ByEvent {

		final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		@AblyHandler("created")
		void created(String text) {
			this.seen.add("created " + text);
		}

		@AblyHandler({ "renamed", "moved" })
		void changed(String text) {
			this.seen.add("changed " + text);
		}

		@AblyHandler
		void other(Message message) {
			this.seen.add("other " + message.data());
		}

	}

	static class Options {

		final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		final BlockingQueue<String> rewound = new LinkedBlockingQueue<>();

		@AblyListener(channels = "optioned", rewind = "2m", params = "delta=vcdiff", modes = { "publish", "subscribe" },
				cipher = KEY)
		void optioned(String text) {
			this.seen.add(text);
		}

		@AblyListener(id = "rewound", channels = "rewound", rewind = "1", autoStartup = "false")
		void rewound(String text) {
			this.rewound.add(text);
		}

	}

	static class Sources {

		final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		@AblyListener(channels = "mutable:shared", modes = "subscribe", events = "said")
		void message(String text) {
			this.seen.add("message " + text);
		}

		@AblyListener(channels = "mutable:shared", actions = MessageAction.MESSAGE_SUMMARY)
		void summary(Message message) {
			this.seen.add("summary of " + message.annotations().summary().size() + " type");
		}

		@AblyPresenceListener(channels = "mutable:shared", actions = { "enter", "leave" })
		void member(PresenceMessage member, String data, @Header(AblyHeaders.ACTION) PresenceAction action) {
			this.seen.add("member " + member.clientId() + " " + action + " " + data);
		}

		@AblyAnnotationListener("mutable:shared")
		void annotation(Annotation annotation) {
			this.seen.add("annotation " + annotation.name());
		}

	}

	static class Filtered {

		final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		@AblyListener(channels = "filtered", filter = "headers.region == `\"eu\"`")
		void filtered(String text) {
			this.seen.add(text);
		}

	}

}
