package io.github.ablyspring.boot.autoconfigure;

import java.util.function.Consumer;

import io.github.ablyspring.boot.client.AblyClients;
import io.github.ablyspring.boot.listener.AblyHandlerMethodFactory;
import io.github.ablyspring.boot.listener.AblyListenerAnnotationBeanPostProcessor;
import io.github.ablyspring.boot.listener.AblyListenerContainerFactory;
import io.github.ablyspring.boot.listener.AblyListenerErrorHandler;
import io.github.ablyspring.boot.listener.AblyListenerRegistry;
import io.github.ablyspring.boot.listener.AblyMessageRecoverer;
import io.github.ablyspring.boot.listener.DeadLetterRecoverer;
import io.github.ablyspring.boot.listener.DefaultAblyListenerContainerFactory;
import io.github.ablyspring.boot.listener.ListenerAdvice;
import io.github.ablyspring.boot.listener.RetryingErrorHandler;
import io.github.ablyspring.client.AblyRealtime;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.util.StringUtils;
import org.springframework.validation.Validator;

/**
 * {@link AutoConfiguration Auto-configuration} for methods that listen to Ably channels.
 * What only listeners need is made when there is one.
 */
@AutoConfiguration(after = AblyRealtimeAutoConfiguration.class,
		afterName = "org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration")
@ConditionalOnClass(HandlerMethodArgumentResolver.class)
@ConditionalOnBean(AblyRealtime.class)
@EnableConfigurationProperties(AblyListenerProperties.class)
public final class AblyListenerAutoConfiguration {

	AblyListenerAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(AblyListenerAnnotationBeanPostProcessor.class)
	static AblyListenerAnnotationBeanPostProcessor ablyListenerAnnotationBeanPostProcessor() {
		return new AblyListenerAnnotationBeanPostProcessor();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean(AblyHandlerMethodFactory.class)
	AblyHandlerMethodFactory ablyHandlerMethodFactory(ObjectProvider<Validator> validator,
			ObjectProvider<HandlerMethodArgumentResolver> resolvers) {
		return new AblyHandlerMethodFactory(validator.getIfUnique(), resolvers.orderedStream().toList());
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean(AblyListenerErrorHandler.class)
	RetryingErrorHandler ablyListenerErrorHandler(AblyListenerProperties properties,
			ObjectProvider<AblyMessageRecoverer> recoverer, AblyClients clients) {
		return new RetryingErrorHandler(policy(properties.retry()),
				recoverer.getIfUnique(() -> deadLetters(properties, clients)));
	}

	@SuppressWarnings("NullAway") // a supplier may give nothing
	private static @Nullable AblyMessageRecoverer deadLetters(AblyListenerProperties properties, AblyClients clients) {
		String channel = properties.deadLetterChannel();
		return StringUtils.hasText(channel) ? new DeadLetterRecoverer(clients::rest, channel) : null;
	}

	private static @Nullable RetryPolicy policy(AblyListenerProperties.Retry retry) {
		if (!retry.enabled()) {
			return null;
		}
		RetryPolicy.Builder policy = RetryPolicy.builder();
		set("max-retries", retry.maxRetries(), policy::maxRetries);
		set("delay", retry.delay(), policy::delay);
		set("multiplier", retry.multiplier(), policy::multiplier);
		set("max-delay", retry.maxDelay(), policy::maxDelay);
		set("jitter", retry.jitter(), policy::jitter);
		return policy.build();
	}

	private static <T> void set(String property, T value, Consumer<T> to) {
		try {
			to.accept(value);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException("ably.listener.retry." + property, value,
					ex.getMessage());
		}
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean(AblyListenerContainerFactory.class)
	DefaultAblyListenerContainerFactory ablyListenerContainerFactory(
			ObjectProvider<AblyListenerErrorHandler> errorHandler, ObjectProvider<ListenerAdvice> advice,
			Environment environment) {
		return new DefaultAblyListenerContainerFactory(
				errorHandler.getIfUnique(() -> new RetryingErrorHandler(null, null)), advice.orderedStream().toList(),
				Threading.VIRTUAL.isActive(environment)
						? new VirtualThreadTaskExecutor("ably-listener-").getVirtualThreadFactory() : null);
	}

	@Bean
	@ConditionalOnMissingBean(AblyListenerRegistry.class)
	AblyListenerRegistry ablyListenerRegistry(BeanFactory beans, AblyClients clients) {
		return new AblyListenerRegistry((endpoint) -> factory(beans, endpoint.containerFactory()).create(endpoint,
				clients.realtime(endpoint.client())));
	}

	@Bean
	@ConditionalOnBooleanProperty("ably.listener.await-attach")
	ListenerAttachAwaiter ablyListenerAttachAwaiter(AblyListenerRegistry registry, AblyListenerProperties properties) {
		return new ListenerAttachAwaiter(registry, properties);
	}

	private static AblyListenerContainerFactory factory(BeanFactory beans, String name) {
		return StringUtils.hasText(name) ? beans.getBean(name, AblyListenerContainerFactory.class)
				: beans.getBean(AblyListenerContainerFactory.class);
	}

}
