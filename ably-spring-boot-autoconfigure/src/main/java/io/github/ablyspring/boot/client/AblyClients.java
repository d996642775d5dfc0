package io.github.ablyspring.boot.client;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The clients of an application: the one that is configured by <code>ably.*</code>, and
 * those with a name of their own, from <code>ably.clients.&lt;name&gt;.*</code>. <pre>
 * AblyRealtime billing = ablyClients.realtime("billing");
 * </pre>
 */
public final class AblyClients {

	/** The name of the client that is configured by <code>ably.*</code>. */
	public static final String DEFAULT = "default";

	private final ConfigurableListableBeanFactory beans;

	/**
	 * Creates a view.
	 * @param beans where the clients are
	 */
	public AblyClients(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
	}

	/**
	 * The name of the bean of a client.
	 * @param client the client's name
	 * @param type what of the client, such as {@code AblyRealtime.class}
	 * @return the name of the bean, if this library has defined it
	 */
	public static String beanName(String client, Class<?> type) {
		String simple = type.getSimpleName();
		return client.equals(DEFAULT) ? Character.toLowerCase(simple.charAt(0)) + simple.substring(1) : client + simple;
	}

	/**
	 * A realtime client.
	 * @param name its name, or what qualifies a bean; empty for the default one
	 * @return the client
	 */
	public AblyRealtime realtime(String name) {
		return client(name, AblyRealtime.class);
	}

	/**
	 * A REST client.
	 * @param name its name, or what qualifies a bean; empty for the default one
	 * @return the client
	 */
	public AblyRest rest(String name) {
		return client(name, AblyRest.class);
	}

	/**
	 * The options of a client.
	 * @param name the client's name, or what qualifies a bean; empty for the default one
	 * @return the options
	 */
	public ClientOptions options(String name) {
		return client(name, ClientOptions.class);
	}

	/**
	 * All realtime clients.
	 * @return the clients by name; one that is a bean of the application's own goes by
	 * its bean's name, unless it is the default one
	 */
	public Map<String, AblyRealtime> realtime() {
		return clients(AblyRealtime.class);
	}

	/**
	 * All REST clients.
	 * @return the clients by name; one that is a bean of the application's own goes by
	 * its bean's name, unless it is the default one
	 */
	public Map<String, AblyRest> rest() {
		return clients(AblyRest.class);
	}

	private <T> T client(String name, Class<T> type) {
		if (name.isEmpty() || name.equals(DEFAULT)) {
			return this.beans.getBean(type);
		}
		try {
			return BeanFactoryAnnotationUtils.qualifiedBeanOfType(this.beans, type, name);
		}
		catch (NoSuchBeanDefinitionException ex) {
			throw new IllegalArgumentException("There is no " + type.getSimpleName() + " with the name '" + name
					+ "': there are " + clients(type).keySet(), ex);
		}
	}

	private <T> Map<String, T> clients(Class<T> type) {
		T main = this.beans.getBeanProvider(type).getIfUnique();
		Map<String, T> clients = new LinkedHashMap<>();
		this.beans.getBeansOfType(type)
			.forEach((bean, client) -> clients.put((client == main) ? DEFAULT : name(bean, type), client));
		return clients;
	}

	private String name(String bean, Class<?> type) {
		String suffix = type.getSimpleName();
		if (bean.endsWith(suffix) && bean.length() > suffix.length()) {
			String name = bean.substring(0, bean.length() - suffix.length());
			if (BeanFactoryAnnotationUtils.isQualifierMatch(name::equals, bean, this.beans)) {
				return name;
			}
		}
		return bean;
	}

}
