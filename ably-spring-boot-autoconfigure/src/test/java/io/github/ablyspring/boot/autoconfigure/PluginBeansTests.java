package io.github.ablyspring.boot.autoconfigure;

import java.util.List;
import java.util.function.Function;

import io.github.ablyspring.client.ClientLifecycle;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.message.ChannelDefaults;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.PayloadMapper;
import io.github.ablyspring.message.PublishObserver;
import io.github.ablyspring.message.VcdiffDecoder;
import io.github.ablyspring.realtime.channel.ChannelObserver;
import io.github.ablyspring.realtime.channel.MessageInterceptor;
import io.github.ablyspring.realtime.connection.ConnectionObserver;
import io.github.ablyspring.realtime.connection.ReconnectDelay;
import io.github.ablyspring.rest.RestInterceptor;
import io.github.ablyspring.transport.HttpTransport;
import io.github.ablyspring.transport.LogHandler;
import io.github.ablyspring.transport.RealtimeTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Beans of the engine's plugin types are found and used.
 */
class PluginBeansTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class))
		.withPropertyValues("ably.key=app.key:secret");

	static List<Arguments> plugins() {
		return List.of(plugin(PayloadMapper.class, ClientOptions::payloadMapper),
				plugin(ReconnectDelay.class, ClientOptions::reconnectDelay),
				plugin(VcdiffDecoder.class, ClientOptions::vcdiffDecoder),
				plugin(HttpTransport.class, ClientOptions::httpTransport),
				plugin(RealtimeTransport.class, ClientOptions::realtimeTransport),
				plugin(LogHandler.class, ClientOptions::logHandler),
				plugin(MessageInterceptor.class, ClientOptions::interceptors),
				plugin(ClientLifecycle.class, ClientOptions::lifecycle),
				plugin(ConnectionObserver.class, ClientOptions::connectionObservers),
				plugin(ChannelObserver.class, ClientOptions::channelObservers),
				plugin(PublishObserver.class, ClientOptions::publishObservers),
				plugin(RestInterceptor.class, ClientOptions::restInterceptors));
	}

	private static <T> Arguments plugin(Class<T> type, Function<ClientOptions, Object> option) {
		return Arguments.of(type, option);
	}

	@ParameterizedTest
	@MethodSource("plugins")
	<T> void areUsed(Class<T> type, Function<ClientOptions, Object> option) {
		T plugin = mock(type);
		this.contextRunner.withBean(type, () -> plugin).run((context) -> {
			Object used = option.apply(context.getBean(ClientOptions.class));
			assertThat((used instanceof List<?> several) ? several : List.of(used)).anyMatch((one) -> one == plugin);
		});
	}

	@Test
	void channelDefaultsAreAskedForWhatPropertiesDoNotName() {
		ChannelOptions own = ChannelOptions.builder().delta().build();
		this.contextRunner.withBean(ChannelDefaults.class, () -> (name) -> own)
			.withPropertyValues("ably.channels.named.params.rewind=1")
			.run((context) -> {
				ChannelDefaults defaults = context.getBean(ClientOptions.class).channelDefaults();
				assertThat(defaults.of("other")).isEqualTo(own);
				assertThat(defaults.of("named").params()).containsOnlyKeys("rewind");
			});
	}

	@Test
	void severalAreInOrder() {
		MessageInterceptor second = new Second();
		MessageInterceptor first = new First();
		this.contextRunner.withBean("a", MessageInterceptor.class, () -> second)
			.withBean("b", MessageInterceptor.class, () -> first)
			.run((context) -> assertThat(context.getBean(ClientOptions.class).interceptors()).containsExactly(first,
					second));
	}

	@Order(1)
	static final class First implements MessageInterceptor {

	}

	@Order(2)
	static final class Second implements MessageInterceptor {

	}

}
