package io.github.ablyspring.boot.listener;

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
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.messaging.handler.annotation.MessageMapping;

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
		if (this.without.contains(type) || !AnnotationUtils.isCandidateClass(type, MessageMapping.class)
				&& !AnnotationUtils.isCandidateClass(type, AblyListener.class)) {
			return bean;
		}
		Set<Method> methods = MethodIntrospector
			.selectMethods(type,
					(MethodIntrospector.MetadataLookup<Boolean>) AblyListenerAnnotationBeanPostProcessor::isListener)
			.keySet();
		boolean onClass = !AnnotatedElementUtils.findMergedRepeatableAnnotations(type, AblyListener.class).isEmpty();
		if (methods.isEmpty() && !onClass) {
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

	private static @org.jspecify.annotations.Nullable Boolean isListener(Method method) {
		boolean listens = !AnnotatedElementUtils.findMergedRepeatableAnnotations(method, AblyListener.class).isEmpty()
				|| AnnotatedElementUtils.hasAnnotation(method, AblyPresenceListener.class)
				|| AnnotatedElementUtils.hasAnnotation(method, AblyAnnotationListener.class);
		return listens ? Boolean.TRUE : null;
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
		new EndpointReader(beans, listeners).read().forEach(registry::register);
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
