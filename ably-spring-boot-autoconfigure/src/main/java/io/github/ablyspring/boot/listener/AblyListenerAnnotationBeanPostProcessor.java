package io.github.ablyspring.boot.listener;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.stereotype.Component;

/**
 * Finds the annotations for listeners on beans, and registers endpoints for them when all
 * beans are there.
 */
public final class AblyListenerAnnotationBeanPostProcessor
		implements BeanPostProcessor, BeanFactoryAware, SmartInitializingSingleton {

	private final Set<Class<?>> without = Collections.newSetFromMap(new ConcurrentHashMap<>());

	private final Map<String, Found> found = Collections.synchronizedMap(new LinkedHashMap<>());

	private @org.jspecify.annotations.Nullable ConfigurableListableBeanFactory beanFactory;

	private volatile boolean registering;

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = (ConfigurableListableBeanFactory) beanFactory;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		Class<?> type = AopProxyUtils.ultimateTargetClass(bean);
		if (this.without.contains(type)) {
			return bean;
		}
		boolean candidate = !isOfSpring(type) && AnnotationUtils.isCandidateClass(type, MessageMapping.class);
		Set<Method> methods = candidate ? MethodIntrospector
			.selectMethods(type,
					(MethodIntrospector.MetadataLookup<Boolean>) AblyListenerAnnotationBeanPostProcessor::isListener)
			.keySet() : Set.of();
		if (methods.isEmpty() && !(candidate && isPresent(type, AblyListener.class))) {
			this.without.add(type);
			return bean;
		}
		Found listeners = new Found(bean, beanName, type, methods);
		if (this.registering) {
			register(listeners);
		}
		else {
			this.found.put(beanName + "@" + System.identityHashCode(bean), listeners);
		}
		return bean;
	}

	// Most beans are Spring's own: looking at their methods takes a good part of the
	// start.
	private static boolean isOfSpring(Class<?> type) {
		return type.getName().startsWith("org.springframework.")
				&& !MergedAnnotations.from(type, SearchStrategy.DIRECT).isPresent(Component.class);
	}

	private static @org.jspecify.annotations.Nullable Boolean isListener(Method method) {
		// all annotations for listeners have this one, and most methods have it not
		if (!isPresent(method, MessageMapping.class)) {
			return null;
		}
		boolean listens = isPresent(method, AblyListener.class) || isPresent(method, AblyPresenceListener.class)
				|| isPresent(method, AblyAnnotationListener.class);
		return listens ? Boolean.TRUE : null;
	}

	private static boolean isPresent(AnnotatedElement element, Class<? extends Annotation> annotation) {
		return MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).isPresent(annotation);
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.registering = true;
		this.found.values().forEach(this::register);
		this.found.clear();
		ConfigurableListableBeanFactory beans = beans();
		AblyListenerRegistry registry = beans.getBeanProvider(AblyListenerRegistry.class).getIfAvailable();
		if (registry != null) {
			beans.getBeanProvider(AblyListenerConfigurer.class)
				.orderedStream()
				.forEach((configurer) -> configurer.configure(registry));
		}
	}

	private void register(Found listeners) {
		ConfigurableListableBeanFactory beans = beans();
		AblyListenerRegistry registry = beans.getBean(AblyListenerRegistry.class);
		new EndpointReader(beans, listeners).register(registry);
	}

	private ConfigurableListableBeanFactory beans() {
		ConfigurableListableBeanFactory beans = this.beanFactory;
		if (beans == null) {
			throw new IllegalStateException("There is no bean factory");
		}
		return beans;
	}

	record Found(Object bean, String beanName, Class<?> type, Set<Method> methods) {

	}

}
