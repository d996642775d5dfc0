package io.github.ablyspring.boot.test.app;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.PublishObserver;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Takes down where something is published.
 */
@Component
public class Ledger implements PublishObserver {

	/** The channels. */
	public final List<String> channels = new CopyOnWriteArrayList<>();

	@Override
	public Watch publishing(Route route, String channel, List<Message> messages) {
		this.channels.add(channel);
		return new Watch() {

			@Override
			public List<Message> messages() {
				return messages;
			}

			@Override
			public void ended(@Nullable Throwable failure) {
			}

		};
	}

}
