package io.github.ablyspring.realtime.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageAction;
import io.github.ablyspring.message.MessageOperation;
import io.github.ablyspring.message.MessageSize;
import io.github.ablyspring.message.UpdateDeleteResult;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.rest.IdempotentIds;
import org.jspecify.annotations.Nullable;

/**
 * Publishes on one channel (RTL6, RTL32). Messages are encoded by the caller, or after
 * the interceptors on the user executor, so that a mapper of the application never runs
 * on the loop; their order is that of the calls.
 */
final class MessagePublisher {

	private final ChannelContext channel;

	private final IdempotentIds ids;

	private final InterceptorChain interceptors;

	// Publishes whose interceptors have not finished.
	private final OrderedPublishes<Outgoing> intercepted;

	private final RestFallback fallback;

	MessagePublisher(ChannelContext channel, IdempotentIds ids) {
		this.channel = channel;
		this.ids = ids;
		this.interceptors = new InterceptorChain(channel.name(), channel.settings().interceptors());
		this.intercepted = new OrderedPublishes<>(channel.loop());
		this.fallback = new RestFallback(channel);
	}

	CompletableFuture<PublishResult> publish(List<Message> messages, PublishOptions options) {
		Publishing publishing = new Publishing();
		boolean fallback = this.channel.settings().restFallback();
		List<Message> identified = fallback ? identify(messages) : messages;
		if (this.interceptors.isEmpty()) {
			Outgoing outgoing;
			try {
				outgoing = encode(identified, options);
			}
			catch (RuntimeException ex) {
				return CompletableFuture.failedFuture(AblyException.from(ex));
			}
			this.channel.loop().run(() -> send(outgoing, fallback, publishing));
		}
		else {
			this.channel.loop().run(() -> intercept(identified, options, fallback, publishing));
		}
		return publishing.result();
	}

	CompletableFuture<UpdateDeleteResult> change(MessageAction action, Message message,
			@Nullable MessageOperation operation, PublishOptions options) {
		String serial = message.serial();
		if (serial == null || serial.isEmpty()) {
			return CompletableFuture.failedFuture(ChannelErrors.noSerial());
		}
		Message.Builder changed = message.toBuilder().action(action).version(null);
		if (operation != null) {
			changed.operation(operation);
		}
		Outgoing outgoing;
		try {
			outgoing = encode(List.of(changed.build()), options);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(AblyException.from(ex));
		}
		Publishing publishing = new Publishing();
		this.channel.loop().run(() -> send(outgoing, false, publishing));
		return publishing.result().thenApply(result -> {
			List<@Nullable String> serials = result.serials();
			return new UpdateDeleteResult(serials.isEmpty() ? null : serials.get(0));
		});
	}

	private void intercept(List<Message> messages, PublishOptions options, boolean fallback, Publishing publishing) {
		if (this.intercepted.size() >= this.channel.settings().maxPending()) {
			publishing.refused(ChannelErrors.tooManyPending(this.channel.settings().maxPending()));
			return;
		}
		CompletableFuture<List<Message>> changed = this.channel.users()
			.call(() -> this.interceptors.publishing(messages));
		this.intercepted.add(changed.thenApplyAsync(list -> encode(list, options), this.channel.users()),
				(outgoing, failure) -> {
					if (outgoing != null) {
						send(outgoing, fallback, publishing);
					}
					else if (failure != null) {
						publishing.refused(AblyException.from(failure).errorInfo());
					}
				});
	}

	private Outgoing encode(List<Message> messages, PublishOptions options) {
		return new Outgoing(messages, this.channel.encoder().encode(messages), options);
	}

	// RSL1k, so that a message that was sent both ways is stored once
	private List<Message> identify(List<Message> messages) {
		for (Message message : messages) {
			if (message.id() != null) {
				return messages;
			}
		}
		String base = this.ids.newBase();
		List<Message> identified = new ArrayList<>(messages.size());
		for (Message message : messages) {
			identified.add(message.toBuilder().id(base + ":" + identified.size()).build());
		}
		return identified;
	}

	private void send(Outgoing outgoing, boolean mayFallBack, Publishing publishing) {
		ErrorInfo refusal = refusal(outgoing.encoded());
		if (refusal != null) {
			publishing.refused(refusal);
			return;
		}
		limit(outgoing.options(), publishing);
		if (mayFallBack) {
			this.fallback.publish(outgoing, publishing);
		}
		else {
			publishing.pending(this.channel.publish(outgoing.frame(this.channel.name()), publishing));
		}
	}

	private void limit(PublishOptions options, Publishing publishing) {
		Duration own = options.timeout();
		Duration timeout = (own != null) ? own : this.channel.settings().publishTimeout();
		if (timeout != null) {
			publishing.limitedBy(this.channel.loop()
				.schedule(timeout,
						() -> publishing.timedOut(ChannelErrors.publishTimedOut(this.channel.name(), timeout))));
		}
	}

	// RTL6g3, RSL1i
	private @Nullable ErrorInfo refusal(List<WireMessage> messages) {
		String clientId = this.channel.settings().clientId().get();
		if (clientId != null && !clientId.equals("*")) {
			for (WireMessage message : messages) {
				if (message.clientId() != null && !clientId.equals(message.clientId())) {
					return ChannelErrors.otherClientId(clientId);
				}
			}
		}
		Long max = this.channel.connection().details().maxMessageSize();
		long size = (max != null) ? MessageSize.of(messages) : 0;
		return (max != null && size > max) ? ChannelErrors.tooLarge(size, max) : null;
	}

}
