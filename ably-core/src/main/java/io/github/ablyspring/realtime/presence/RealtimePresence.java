package io.github.ablyspring.realtime.presence;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.ablyspring.message.MessageExtras;
import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.realtime.channel.ChannelSubscription;
import io.github.ablyspring.rest.HistoryParams;
import io.github.ablyspring.rest.PaginatedResult;
import org.jspecify.annotations.Nullable;

/**
 * Who is present on a channel, and one's own presence there (RTP1).
 *
 * <pre>{@code
 * channel.presence().subscribe(PresenceAction.ENTER, member -> greet(member.clientId()));
 * channel.presence().enter(Map.of("desk", 7));
 * }</pre>
 *
 * All methods may be called from any thread and from within any listener. What is entered
 * here stays entered: after a lost connection the members are entered again with their
 * latest data, unless they have left or the channel was detached.
 */
public interface RealtimePresence {

	/**
	 * Whether all members of the channel are known here (RTP13).
	 * @return whether the list of members has come in whole
	 */
	boolean syncComplete();

	/**
	 * All members, as soon as all are known. Attaches when necessary.
	 * @return the members
	 */
	CompletableFuture<List<PresenceMessage>> get();

	/**
	 * Some of the members (RTP11).
	 * @param query which ones, and whether to wait until all are known
	 * @return the members
	 */
	CompletableFuture<List<PresenceMessage>> get(PresenceQuery query);

	/**
	 * Who came, went and changed, from the service's memory, newest first (RTP12).
	 * @return the first page
	 */
	CompletableFuture<PaginatedResult<PresenceMessage>> history();

	/**
	 * Who came, went and changed, from the service's memory (RTP12).
	 * @param params when, and in which order
	 * @return the first page
	 */
	CompletableFuture<PaginatedResult<PresenceMessage>> history(HistoryParams params);

	/**
	 * Listens to all that members do (RTP6a). Attaches, unless the channel's options say
	 * otherwise.
	 * @param listener what to call
	 * @return the handle by which to take the listener away
	 */
	ChannelSubscription subscribe(Consumer<? super PresenceMessage> listener);

	/**
	 * Listens to one thing that members do (RTP6b).
	 * @param action what they do
	 * @param listener what to call
	 * @return the handle by which to take the listener away
	 */
	ChannelSubscription subscribe(PresenceAction action, Consumer<? super PresenceMessage> listener);

	/**
	 * Listens to some of what members do (RTP6b).
	 * @param actions what they do
	 * @param listener what to call
	 * @return the handle by which to take the listener away
	 */
	ChannelSubscription subscribe(Collection<PresenceAction> actions, Consumer<? super PresenceMessage> listener);

	/**
	 * Listens to changes of the set of members: who has joined, who has left, whose data
	 * are new. A list of all members, as it comes after attaching, is one change against
	 * what was known before.
	 * @param listener what to call
	 * @return the handle by which to take the listener away
	 */
	ChannelSubscription subscribeToChanges(Consumer<? super PresenceDiff> listener);

	/**
	 * Takes all listeners away (RTP7c).
	 */
	void unsubscribe();

	/**
	 * Takes a listener away, whatever it listens to (RTP7a).
	 * @param listener the listener
	 */
	void unsubscribe(Consumer<? super PresenceMessage> listener);

	/**
	 * Takes a listener to one action away (RTP7b).
	 * @param action the action
	 * @param listener the listener
	 */
	void unsubscribe(PresenceAction action, Consumer<? super PresenceMessage> listener);

	/**
	 * Enters without data (RTP8). Attaches when the channel never was.
	 * @return completes when the service has accepted it
	 */
	default CompletableFuture<Void> enter() {
		return enter(null, null);
	}

	/**
	 * Enters (RTP8). Attaches when the channel never was.
	 * @param data what others get to see
	 * @return completes when the service has accepted it
	 */
	default CompletableFuture<Void> enter(@Nullable Object data) {
		return enter(data, null);
	}

	/**
	 * Enters (RTP8). Attaches when the channel never was.
	 * @param data what others get to see
	 * @param extras what goes along with the data
	 * @return completes when the service has accepted it
	 */
	CompletableFuture<Void> enter(@Nullable Object data, @Nullable MessageExtras extras);

	/**
	 * Changes the data, or enters (RTP9).
	 * @param data what others get to see
	 * @return completes when the service has accepted it
	 */
	default CompletableFuture<Void> update(@Nullable Object data) {
		return update(data, null);
	}

	/**
	 * Changes the data, or enters (RTP9).
	 * @param data what others get to see
	 * @param extras what goes along with the data
	 * @return completes when the service has accepted it
	 */
	CompletableFuture<Void> update(@Nullable Object data, @Nullable MessageExtras extras);

	/**
	 * Leaves; others see the data that were entered (RTP10).
	 * @return completes when the service has accepted it
	 */
	default CompletableFuture<Void> leave() {
		return leave(null, null);
	}

	/**
	 * Leaves (RTP10).
	 * @param data what others get to see last
	 * @return completes when the service has accepted it
	 */
	default CompletableFuture<Void> leave(@Nullable Object data) {
		return leave(data, null);
	}

	/**
	 * Leaves (RTP10).
	 * @param data what others get to see last
	 * @param extras what goes along with the data
	 * @return completes when the service has accepted it
	 */
	CompletableFuture<Void> leave(@Nullable Object data, @Nullable MessageExtras extras);

	/**
	 * Enters without data for a client (RTP14).
	 * @param clientId the client
	 * @return completes when the service has accepted it
	 */
	default CompletableFuture<Void> enterClient(String clientId) {
		return enterClient(clientId, null, null);
	}

	/**
	 * Enters for a client (RTP14).
	 * @param clientId the client
	 * @param data what others get to see
	 * @return completes when the service has accepted it
	 */
	default CompletableFuture<Void> enterClient(String clientId, @Nullable Object data) {
		return enterClient(clientId, data, null);
	}

	/**
	 * Enters for a client (RTP14).
	 * @param clientId the client
	 * @param data what others get to see
	 * @param extras what goes along with the data
	 * @return completes when the service has accepted it
	 */
	CompletableFuture<Void> enterClient(String clientId, @Nullable Object data, @Nullable MessageExtras extras);

	/**
	 * Changes the data of a client, or enters for it (RTP15).
	 * @param clientId the client
	 * @param data what others get to see
	 * @return completes when the service has accepted it
	 */
	default CompletableFuture<Void> updateClient(String clientId, @Nullable Object data) {
		return updateClient(clientId, data, null);
	}

	/**
	 * Changes the data of a client, or enters for it (RTP15).
	 * @param clientId the client
	 * @param data what others get to see
	 * @param extras what goes along with the data
	 * @return completes when the service has accepted it
	 */
	CompletableFuture<Void> updateClient(String clientId, @Nullable Object data, @Nullable MessageExtras extras);

	/**
	 * Leaves for a client (RTP15).
	 * @param clientId the client
	 * @return completes when the service has accepted it
	 */
	default CompletableFuture<Void> leaveClient(String clientId) {
		return leaveClient(clientId, null, null);
	}

	/**
	 * Leaves for a client (RTP15).
	 * @param clientId the client
	 * @param data what others get to see last
	 * @return completes when the service has accepted it
	 */
	default CompletableFuture<Void> leaveClient(String clientId, @Nullable Object data) {
		return leaveClient(clientId, data, null);
	}

	/**
	 * Leaves for a client (RTP15).
	 * @param clientId the client
	 * @param data what others get to see last
	 * @param extras what goes along with the data
	 * @return completes when the service has accepted it
	 */
	CompletableFuture<Void> leaveClient(String clientId, @Nullable Object data, @Nullable MessageExtras extras);

}
