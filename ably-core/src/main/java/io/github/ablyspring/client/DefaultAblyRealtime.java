package io.github.ablyspring.client;

import io.github.ablyspring.message.PublishObservers;
import io.github.ablyspring.realtime.channel.RealtimeChannels;
import io.github.ablyspring.realtime.connection.Connection;
import io.github.ablyspring.rest.RestMessaging;
import io.github.ablyspring.rest.RestPipeline;

/**
 * A realtime client: leads each operation to what does it.
 */
final class DefaultAblyRealtime extends CommonOperations implements AblyRealtime {

	private final RealtimeParts parts;

	private final RealtimeChannels channels;

	private DefaultAblyRealtime(ClientCore core, RealtimeParts parts, RealtimeChannels channels, RestPipeline pipeline,
			RestMessaging messaging) {
		super(core, pipeline, messaging);
		this.parts = parts;
		this.channels = channels;
	}

	static AblyRealtime start(ClientCore core) {
		RestMessaging messaging = core.messaging(PublishObservers.NONE);
		RealtimeParts parts = new RealtimeParts(core, messaging);
		AblyRealtime client = new DefaultAblyRealtime(core, parts, parts.channels(), core.pipeline(), messaging);
		parts.start(client);
		return client;
	}

	@Override
	public Connection connection() {
		return this.parts.connection();
	}

	@Override
	public RealtimeChannels channels() {
		return this.channels;
	}

	@Override
	public ClientOptions options() {
		return core().options();
	}

	@Override
	public void close() {
		this.parts.close();
	}

	@Override
	public AblyRealtime createWrapperSdkProxy(WrapperSdkProxyOptions options) {
		RestPipeline attributed = pipeline().attributedTo(options.agents());
		return new DefaultAblyRealtime(core(), this.parts,
				WrapperChannels.of(this.parts.channels(), options, core().options().channelDefaults()), attributed,
				messaging().attributedTo(attributed));
	}

}
