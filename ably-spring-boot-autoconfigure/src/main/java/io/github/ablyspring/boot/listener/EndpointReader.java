package io.github.ablyspring.boot.listener;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.ablyspring.boot.client.AblyClients;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.message.ChannelMode;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.support.MessageHandlerMethodFactory;
import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.util.StringUtils;

/**
 * Reads the endpoints of a bean off its annotations.
 */
final class EndpointReader {

	private final ConfigurableListableBeanFactory beans;

	private final AblyListenerAnnotationBeanPostProcessor.Found found;

	private final AblyClients clients;

	private final MessageHandlerMethodFactory methods;

	private final TextResolver resolver;

	private final Set<String> ids = new LinkedHashSet<>();

	EndpointReader(ConfigurableListableBeanFactory beans, AblyListenerAnnotationBeanPostProcessor.Found found) {
		this.beans = beans;
		this.found = found;
		this.clients = new AblyClients(beans);
		this.methods = beans.getBean(AblyHandlerMethodFactory.class);
		this.resolver = new TextResolver(beans);
	}

	/** Registers the endpoints, or tells which of them is not valid. */
	void register(AblyListenerRegistry registry) {
		for (Method method : this.found.methods()) {
			register(this.found.type().getName() + "." + method.getName(), () -> endpoints(method), registry);
		}
		register(this.found.type().getName(), this::endpoints, registry);
	}

	private static void register(String listener, Supplier<List<AblyListenerEndpoint>> endpoints,
			AblyListenerRegistry registry) {
		try {
			endpoints.get().forEach(registry::register);
		}
		catch (BeanCreationException ex) {
			// another bean's, which says so itself
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new AblyListenerInvalidException(listener, ex);
		}
	}

	private List<AblyListenerEndpoint> endpoints(Method method) {
		List<AblyListenerEndpoint> endpoints = new ArrayList<>();
		for (AblyListener listener : AnnotatedElementUtils.findMergedRepeatableAnnotations(method,
				AblyListener.class)) {
			NativeTypes.check(method, ListenerSource.MESSAGES);
			endpoints.add(endpoint(listener, method, handler(method, client(listener.client()))));
		}
		AblyPresenceListener presence = AnnotatedElementUtils.findMergedAnnotation(method, AblyPresenceListener.class);
		if (presence != null) {
			NativeTypes.check(method, ListenerSource.PRESENCE);
			endpoints.add(endpoint(presence, method));
		}
		AblyAnnotationListener annotations = AnnotatedElementUtils.findMergedAnnotation(method,
				AblyAnnotationListener.class);
		if (annotations != null) {
			NativeTypes.check(method, ListenerSource.ANNOTATIONS);
			endpoints.add(endpoint(annotations, method));
		}
		return endpoints;
	}

	private List<AblyListenerEndpoint> endpoints() {
		List<AblyListenerEndpoint> endpoints = new ArrayList<>();
		for (AblyListener listener : AnnotatedElementUtils.findMergedRepeatableAnnotations(this.found.type(),
				AblyListener.class)) {
			endpoints.add(endpoint(listener, null, selector(client(listener.client()))));
		}
		return endpoints;
	}

	private AblyListenerEndpoint endpoint(AblyListener listener, @Nullable Method method, AblyMessageHandler handler) {
		AblyListenerEndpoint.Builder endpoint = AblyListenerEndpoint.builder(id(listener.id(), method), handler)
			.channels(this.resolver.texts(listener.channels()))
			.events(this.resolver.texts(listener.events()))
			.actions(listener.actions())
			.filter(this.resolver.text(listener.filter()))
			.client(this.resolver.text(listener.client()))
			.containerFactory(this.resolver.text(listener.containerFactory()))
			.errorHandler(errorHandler(listener.errorHandler()))
			.autoStartup(isTrue(listener.autoStartup()));
		for (String param : this.resolver.texts(listener.params())) {
			int equals = param.indexOf('=');
			if (equals <= 0) {
				throw new IllegalStateException("The parameter '" + param + "' has not the form name=value");
			}
			endpoint.param(param.substring(0, equals).strip(), param.substring(equals + 1).strip());
		}
		String rewind = this.resolver.text(listener.rewind());
		if (StringUtils.hasText(rewind)) {
			endpoint.param("rewind", rewind);
		}
		String cipher = this.resolver.text(listener.cipher());
		endpoint.cipherKey(StringUtils.hasText(cipher) ? cipher : null);
		endpoint.modes(this.resolver.texts(listener.modes()).stream().map(EndpointReader::mode).toList());
		String concurrency = this.resolver.text(listener.concurrency());
		endpoint.concurrency(StringUtils.hasText(concurrency) ? number(concurrency.strip()) : 1, listener.order());
		return endpoint.build();
	}

	private AblyListenerEndpoint endpoint(AblyPresenceListener listener, Method method) {
		return AblyListenerEndpoint.builder(id(listener.id(), method), handler(method, client(listener.client())))
			.source(ListenerSource.PRESENCE)
			.channels(this.resolver.texts(listener.channels()))
			.events(this.resolver.texts(listener.actions()))
			.client(this.resolver.text(listener.client()))
			.containerFactory(this.resolver.text(listener.containerFactory()))
			.errorHandler(errorHandler(listener.errorHandler()))
			.autoStartup(isTrue(listener.autoStartup()))
			.build();
	}

	private AblyListenerEndpoint endpoint(AblyAnnotationListener listener, Method method) {
		return AblyListenerEndpoint.builder(id(listener.id(), method), handler(method, client(listener.client())))
			.source(ListenerSource.ANNOTATIONS)
			.channels(this.resolver.texts(listener.channels()))
			.events(this.resolver.texts(listener.types()))
			.client(this.resolver.text(listener.client()))
			.containerFactory(this.resolver.text(listener.containerFactory()))
			.errorHandler(errorHandler(listener.errorHandler()))
			.autoStartup(isTrue(listener.autoStartup()))
			.build();
	}

	private AblyMessageHandler selector(AblyRealtime realtime) {
		List<MethodSelector.Candidate> candidates = new ArrayList<>();
		MethodIntrospector
			.selectMethods(this.found.type(),
					(MethodIntrospector.MetadataLookup<AblyHandler>) (method) -> AnnotatedElementUtils
						.findMergedAnnotation(method, AblyHandler.class))
			.forEach((method, handler) -> {
				NativeTypes.check(method, ListenerSource.MESSAGES);
				candidates.add(new MethodSelector.Candidate(Set.copyOf(this.resolver.texts(handler.value())),
						payloadType(method), handler(method, realtime)));
			});
		if (candidates.isEmpty()) {
			throw new IllegalStateException(
					"@AblyListener on " + this.found.type() + ", but none of its methods has @AblyHandler");
		}
		return new MethodSelector(candidates);
	}

	private static Class<?> payloadType(Method method) {
		return Stream.of(method.getParameters())
			.filter(EndpointReader::isPayload)
			.<Class<?>>map(Parameter::getType)
			.findFirst()
			.orElse(Object.class);
	}

	private static boolean isPayload(Parameter parameter) {
		Class<?> type = parameter.getType();
		boolean headers = parameter.isAnnotationPresent(Header.class) || parameter.isAnnotationPresent(Headers.class)
				|| MessageHeaders.class.isAssignableFrom(type) || MessageHeaderAccessor.class.isAssignableFrom(type);
		boolean whole = org.springframework.messaging.Message.class.isAssignableFrom(type);
		return !headers && !whole && !NativeTypes.contains(type);
	}

	private AblyMessageHandler handler(Method method, AblyRealtime realtime) {
		Method invocable = AopUtils.selectInvocableMethod(method, this.found.bean().getClass());
		InvocableHandlerMethod handlerMethod = this.methods.createInvocableHandlerMethod(this.found.bean(), invocable);
		String sendTo = MethodMessageHandler.sendTo(handlerMethod);
		return new MethodMessageHandler(handlerMethod, realtime, (sendTo != null) ? this.resolver.text(sendTo) : null);
	}

	private AblyRealtime client(String name) {
		String resolved = this.resolver.text(name);
		return this.clients.realtime(resolved);
	}

	private @Nullable AblyListenerErrorHandler errorHandler(String name) {
		String resolved = this.resolver.text(name);
		return StringUtils.hasText(resolved) ? this.beans.getBean(resolved, AblyListenerErrorHandler.class) : null;
	}

	private boolean isTrue(String text) {
		String resolved = this.resolver.text(text).strip().toLowerCase(Locale.ROOT);
		return switch (resolved) {
			case "", "true" -> true;
			case "false" -> false;
			default -> throw new IllegalArgumentException(
					"autoStartup is '" + resolved + "', which is neither true nor false");
		};
	}

	private static int number(String text) {
		try {
			return Integer.parseInt(text);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("The concurrency '" + text + "' is not a number", ex);
		}
	}

	private static ChannelMode mode(String text) {
		String name = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
		return Stream.of(ChannelMode.values())
			.filter((mode) -> mode.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not a mode of a channel: there are "
					+ Arrays.toString(ChannelMode.values()).toLowerCase(Locale.ROOT)));
	}

	private String id(String given, @Nullable Method method) {
		String resolved = this.resolver.text(given);
		if (StringUtils.hasText(resolved)) {
			return resolved;
		}
		String base = this.found.beanName() + ((method != null) ? "." + method.getName() : "");
		String id = base;
		for (int i = 2; !this.ids.add(id); i++) {
			id = base + "#" + i;
		}
		return id;
	}

}
