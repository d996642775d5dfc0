package io.github.ablyspring.boot.autoconfigure;

import io.github.ablyspring.boot.client.AblyClients;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanReference;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers beans for each client with a name. They are qualified by it, and nothing else
 * gets them: who asks for a client without a name gets the main one.
 */
abstract class NamedClientsRegistrar implements ImportBeanDefinitionRegistrar, EnvironmentAware {

	private ClientProperties properties = new ClientProperties(new org.springframework.core.env.StandardEnvironment());

	@Override
	public void setEnvironment(Environment environment) {
		this.properties = new ClientProperties(environment);
	}

	@Override
	public final void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		for (String client : this.properties.names()) {
			register(client, registry);
		}
	}

	abstract void register(String client, BeanDefinitionRegistry registry);

	/** A bean that a static method of the given class makes. */
	static void register(BeanDefinitionRegistry registry, String client, Class<?> type, Class<?> factory, String method,
			Object... arguments) {
		String name = AblyClients.beanName(client, type);
		if (registry.containsBeanDefinition(name)) {
			return;
		}
		RootBeanDefinition definition = new RootBeanDefinition(factory);
		definition.setFactoryMethodName(method);
		definition.setTargetType(type);
		definition.setDefaultCandidate(false);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, client));
		definition.setRole(BeanDefinition.ROLE_APPLICATION);
		for (int i = 0; i < arguments.length; i++) {
			definition.getConstructorArgumentValues().addIndexedArgumentValue(i, arguments[i]);
		}
		registry.registerBeanDefinition(name, definition);
	}

	static BeanReference of(String client, Class<?> type) {
		return new RuntimeBeanReference(AblyClients.beanName(client, type));
	}

	static BeanReference the(Class<?> type) {
		return new RuntimeBeanReference(type);
	}

}
