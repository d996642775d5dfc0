package io.github.ablyspring.boot.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import io.github.ablyspring.boot.client.AblyClients;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Beans of the engine's plugin types for a client: those that are qualified by the
 * client's name, and those for all clients, which are all that are not qualified by the
 * name of another.
 */
final class ClientPlugins {

	private final ConfigurableListableBeanFactory beans;

	private final String client;

	private final Collection<String> named;

	ClientPlugins(ConfigurableListableBeanFactory beans, String client, Collection<String> named) {
		this.beans = beans;
		this.client = client;
		this.named = named;
	}

	/** The client's own bean, or else the only or primary one for all clients. */
	<T> @Nullable T single(Class<T> type) {
		List<String> own = names(type).filter((bean) -> isFor(this.client, bean)).toList();
		if (own.size() > 1) {
			throw new IllegalStateException("There is more than one " + type.getSimpleName() + " for the Ably client '"
					+ this.client + "': " + own);
		}
		if (own.size() == 1) {
			return this.beans.getBean(own.get(0), type);
		}
		List<String> shared = names(type).filter((bean) -> !isForAnother(bean)).toList();
		if (shared.size() == 1) {
			return this.beans.getBean(shared.get(0), type);
		}
		return shared.isEmpty() ? null : this.beans.getBeanProvider(type).getIfUnique();
	}

	/** All beans but those for other clients, in order. */
	<T> List<T> all(Class<T> type) {
		List<Object> others = names(type).filter(this::isForAnother).map(this.beans::getBean).toList();
		return this.beans.getBeanProvider(type)
			.orderedStream()
			.filter((bean) -> others.stream().noneMatch((other) -> other == bean))
			.toList();
	}

	/** Whether there is a bean for this client alone. */
	boolean hasOwn(Class<?> type) {
		return names(type).anyMatch((bean) -> isFor(this.client, bean));
	}

	private Stream<String> names(Class<?> type) {
		return Stream.of(this.beans.getBeanNamesForType(type));
	}

	private boolean isForAnother(String bean) {
		return this.named.stream().anyMatch((name) -> !name.equals(this.client) && isFor(name, bean));
	}

	private boolean isFor(String name, String bean) {
		return !name.equals(AblyClients.DEFAULT)
				&& BeanFactoryAnnotationUtils.isQualifierMatch(name::equals, bean, this.beans);
	}

}
