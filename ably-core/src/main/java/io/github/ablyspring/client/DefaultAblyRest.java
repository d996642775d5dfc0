package io.github.ablyspring.client;

import io.github.ablyspring.message.PublishObservers;
import io.github.ablyspring.rest.RestChannels;
import io.github.ablyspring.rest.RestMessaging;
import io.github.ablyspring.rest.RestPipeline;

/**
 * A REST client: leads each operation to what does it.
 */
final class DefaultAblyRest extends CommonOperations implements AblyRest {

	DefaultAblyRest(ClientCore core) {
		this(core, core.pipeline(), core.messaging(new PublishObservers(core.options().publishObservers())));
	}

	private DefaultAblyRest(ClientCore core, RestPipeline pipeline, RestMessaging messaging) {
		super(core, pipeline, messaging);
	}

	@Override
	public RestChannels channels() {
		return messaging().channels();
	}

	@Override
	public AblyRest createWrapperSdkProxy(WrapperSdkProxyOptions options) {
		RestPipeline attributed = pipeline().attributedTo(options.agents());
		return new DefaultAblyRest(core(), attributed, messaging().attributedTo(attributed));
	}

	@Override
	public void close() {
		core().close();
	}

}
