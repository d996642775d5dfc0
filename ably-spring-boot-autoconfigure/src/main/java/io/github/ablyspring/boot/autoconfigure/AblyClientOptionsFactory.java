package io.github.ablyspring.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.ablyspring.auth.AuthCallback;
import io.github.ablyspring.boot.client.AblyClients;
import io.github.ablyspring.client.ClientLifecycle;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.message.ChannelDefaults;
import io.github.ablyspring.message.PayloadMapper;
import io.github.ablyspring.message.PublishObserver;
import io.github.ablyspring.message.VcdiffDecoder;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.realtime.channel.ChannelObserver;
import io.github.ablyspring.realtime.channel.MessageInterceptor;
import io.github.ablyspring.realtime.connection.ConnectionObserver;
import io.github.ablyspring.realtime.connection.ReconnectDelay;
import io.github.ablyspring.rest.RestInterceptor;
import io.github.ablyspring.transport.HttpTransport;
import io.github.ablyspring.transport.LogHandler;
import io.github.ablyspring.transport.RealtimeTransport;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;

/**
 * Makes the options of the clients of what was configured: properties, connection
 * details, beans.
 */
final class AblyClientOptionsFactory {

	private final ConfigurableListableBeanFactory beans;

	private final ClientProperties properties;

	private final Map<String, PublishesUnderWay> publishes = new ConcurrentHashMap<>();

	AblyClientOptionsFactory(ConfigurableListableBeanFactory beans, ClientProperties properties) {
		this.beans = beans;
		this.properties = properties;
	}

	/** The properties of a client with a name. */
	AblyProperties properties(String client) {
		return this.properties.of(client);
	}

	/** The options of a client with a name. */
	ClientOptions create(String client) {
		AblyProperties own = properties(client);
		ClientPlugins plugins = plugins(client);
		AblyConnectionDetails details = plugins.single(AblyConnectionDetails.class);
		boolean elsewhere = this.properties.hasCredentials(client) || this.properties.hasEndpoint(client)
				|| plugins.hasOwn(AuthCallback.class);
		if (details == null || details instanceof PropertiesAblyConnectionDetails
				|| (elsewhere && !details.isForAllClients() && !plugins.hasOwn(AblyConnectionDetails.class))) {
			details = new PropertiesAblyConnectionDetails(own);
		}
		return create(client, own, details, plugins);
	}

	/** The options of the main client. */
	ClientOptions create(AblyProperties properties, AblyConnectionDetails details) {
		return create(AblyClients.DEFAULT, properties, details, plugins(AblyClients.DEFAULT));
	}

	private ClientPlugins plugins(String client) {
		return new ClientPlugins(this.beans, client, this.properties.names());
	}

	private ClientOptions create(String client, AblyProperties from, AblyConnectionDetails details,
			ClientPlugins plugins) {
		try {
			return build(client, from, details, plugins);
		}
		catch (AblyException | IllegalArgumentException | IllegalStateException | NoSuchSslBundleException ex) {
			throw new AblyOptionsInvalidException(client, ex);
		}
	}

	private ClientOptions build(String client, AblyProperties from, AblyConnectionDetails details,
			ClientPlugins plugins) {
		ClientOptionsBuilder options = ClientOptions.builder();
		new ClientOptionsMapper(from, details, this.beans.getBeanProvider(SslBundles.class).getIfAvailable())
			.map(options);
		// what gets the main client in does not belong to one with credentials of its own
		if (!this.properties.hasCredentials(client) || plugins.hasOwn(AuthCallback.class)) {
			PropertyMapper.get().from(plugins.single(AuthCallback.class)).to(options::authCallback);
		}
		plugins(options, plugins, from, publishes(client));
		for (AblyClientOptionsCustomizer customizer : plugins.all(AblyClientOptionsCustomizer.class)) {
			customizer.customize(client, options);
		}
		ClientOptions built = options.build();
		if (built.key() == null && built.token() == null && built.tokenDetails() == null && built.authUrl() == null
				&& built.auth().authCallback() == null) {
			throw new AblyCredentialsMissingException(client);
		}
		return built;
	}

	/** What the client of that name publishes. */
	PublishesUnderWay publishes(String client) {
		return this.publishes.computeIfAbsent(client, (name) -> new PublishesUnderWay());
	}

	private static void plugins(ClientOptionsBuilder options, ClientPlugins plugins, AblyProperties from,
			PublishesUnderWay publishes) {
		PropertyMapper map = PropertyMapper.get();
		map.from(plugins.single(PayloadMapper.class)).to(options::payloadMapper);
		map.from(plugins.single(ReconnectDelay.class)).to(options::reconnectDelay);
		map.from(plugins.single(VcdiffDecoder.class)).to(options::vcdiffDecoder);
		map.from(plugins.single(HttpTransport.class)).to(options::httpTransport);
		map.from(plugins.single(RealtimeTransport.class)).to(options::realtimeTransport);
		map.from(plugins.single(LogHandler.class)).to(options::logHandler);
		ChannelDefaults others = plugins.single(ChannelDefaults.class);
		options.channelDefaults(
				new PropertiesChannelDefaults(from.channels(), (others != null) ? others : ChannelDefaults.NONE));
		options.interceptors(plugins.all(MessageInterceptor.class));
		options.lifecycle(plugins.all(ClientLifecycle.class));
		options.connectionObservers(plugins.all(ConnectionObserver.class));
		options.channelObservers(plugins.all(ChannelObserver.class));
		List<PublishObserver> observers = new ArrayList<>(plugins.all(PublishObserver.class));
		observers.add(publishes);
		options.publishObservers(observers);
		options.restInterceptors(plugins.all(RestInterceptor.class));
	}

}
