package io.github.ablyspring.boot.test;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

import io.github.ablyspring.auth.AuthCallback;
import io.github.ablyspring.boot.autoconfigure.AblyClientOptionsCustomizer;
import io.github.ablyspring.boot.autoconfigure.AblyConnectionDetails;
import io.github.ablyspring.boot.listener.AblyAnnotationListener;
import io.github.ablyspring.boot.listener.AblyListener;
import io.github.ablyspring.boot.listener.AblyListenerConfigurer;
import io.github.ablyspring.boot.listener.AblyListenerContainerFactory;
import io.github.ablyspring.boot.listener.AblyListenerErrorHandler;
import io.github.ablyspring.boot.listener.AblyListeners;
import io.github.ablyspring.boot.listener.AblyMessageRecoverer;
import io.github.ablyspring.boot.listener.AblyPresenceListener;
import io.github.ablyspring.boot.listener.ListenerAdvice;
import io.github.ablyspring.boot.resilience.AblyResilienceCustomizer;
import io.github.ablyspring.boot.resilience.RestGuard;
import io.github.ablyspring.client.ClientLifecycle;
import io.github.ablyspring.message.ChannelDefaults;
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

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.util.ClassUtils;

/**
 * Leaves out of a test with {@link AblyTest} what has nothing to do with Ably.
 */
final class AblyTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<AblyTest> {

	private static final Set<Class<?>> PLUGINS = plugins(AblyClientOptionsCustomizer.class, AblyConnectionDetails.class,
			AblyListenerConfigurer.class, AblyListenerContainerFactory.class, AblyListenerErrorHandler.class,
			AblyMessageRecoverer.class, AblyResilienceCustomizer.class, AuthCallback.class, ChannelDefaults.class,
			ChannelObserver.class, ClientLifecycle.class, ConnectionObserver.class, HandlerMethodArgumentResolver.class,
			HttpTransport.class, ListenerAdvice.class, LogHandler.class, MessageInterceptor.class, PayloadMapper.class,
			PublishObserver.class, RealtimeTransport.class, ReconnectDelay.class, RestGuard.class,
			RestInterceptor.class, VcdiffDecoder.class);

	private static final String WEB_CLIENT_CUSTOMIZER = "org.springframework.boot.webclient.WebClientCustomizer";

	private static final Set<String> ANNOTATIONS = Set.of(AblyListener.class.getName(), AblyListeners.class.getName(),
			AblyPresenceListener.class.getName(), AblyAnnotationListener.class.getName());

	private final Class<?>[] listeners;

	AblyTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
		this.listeners = getAnnotation().getValue("listeners", Class[].class).orElse(new Class<?>[0]);
	}

	@Override
	protected Set<Class<?>> getKnownIncludes() {
		return PLUGINS;
	}

	@Override
	protected Set<Class<?>> getComponentIncludes() {
		return Set.of(this.listeners);
	}

	@Override
	protected boolean defaultInclude(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
		return super.defaultInclude(reader, factory)
				|| (this.listeners.length == 0 && listens(reader.getAnnotationMetadata()));
	}

	private static Set<Class<?>> plugins(Class<?>... types) {
		Set<Class<?>> plugins = new LinkedHashSet<>(Set.of(types));
		ClassLoader loader = AblyTypeExcludeFilter.class.getClassLoader();
		if (ClassUtils.isPresent(WEB_CLIENT_CUSTOMIZER, loader)) {
			plugins.add(ClassUtils.resolveClassName(WEB_CLIENT_CUSTOMIZER, loader));
		}
		return Set.copyOf(plugins);
	}

	private static boolean listens(AnnotationMetadata type) {
		return ANNOTATIONS.stream()
			.anyMatch((annotation) -> type.hasAnnotation(annotation) || type.hasMetaAnnotation(annotation)
					|| !type.getAnnotatedMethods(annotation).isEmpty());
	}

}
