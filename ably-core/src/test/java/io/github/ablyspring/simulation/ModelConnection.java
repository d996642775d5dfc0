package io.github.ablyspring.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.transport.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the model of the service knows it; outlives its sockets.
 */
final class ModelConnection {

	private final String id;

	private String key;

	private @Nullable ModelSocket socket;

	// What was answered to each serial: a repeated one gets the same answer and has no
	// other effect.
	private final Map<Long, ProtocolMessage> answers = new HashMap<>();

	// Answers that are held back, to be sent as few.
	private final List<ProtocolMessage> held = new ArrayList<>();

	private final Map<String, ModelAttachment> attachments = new LinkedHashMap<>();

	// When it is given up, and its members leave, after its socket has gone.
	private @Nullable Timeout expiry;

	private @Nullable Timeout departure;

	// When another token is asked for, and when the one in use is no good any more.
	private @Nullable Timeout tokenWanted;

	private @Nullable Timeout tokenExpiry;

	ModelConnection(String id, String key) {
		this.id = id;
		this.key = key;
	}

	String id() {
		return this.id;
	}

	String key() {
		return this.key;
	}

	@Nullable ModelSocket socket() {
		return this.socket;
	}

	Map<Long, ProtocolMessage> answers() {
		return this.answers;
	}

	Map<String, ModelAttachment> attachments() {
		return this.attachments;
	}

	/** A socket has taken the connection up; channels are attached anew on it. */
	void takenUp(ModelSocket socket, String key) {
		this.socket = socket;
		this.key = key;
		this.held.clear();
		this.attachments.clear();
		forgetToken();
		cancel(this.expiry);
		cancel(this.departure);
	}

	/** The key by which to resume has changed. */
	void renamed(String key) {
		this.key = key;
	}

	/** A token that is good for a while has been given. */
	void authorized(Timeout wanted, Timeout expiry) {
		forgetToken();
		this.tokenWanted = wanted;
		this.tokenExpiry = expiry;
	}

	private void forgetToken() {
		cancel(this.tokenWanted);
		cancel(this.tokenExpiry);
	}

	void left(Timeout expiry, Timeout departure) {
		this.socket = null;
		this.held.clear();
		this.attachments.clear();
		forgetToken();
		this.expiry = expiry;
		this.departure = departure;
	}

	void end() {
		this.socket = null;
		forgetToken();
		this.held.clear();
		this.attachments.clear();
		cancel(this.expiry);
		cancel(this.departure);
	}

	void send(ProtocolMessage frame) {
		if (this.socket != null) {
			this.socket.send(frame, false);
		}
	}

	boolean holdsAnswers() {
		return !this.held.isEmpty();
	}

	void hold(ProtocolMessage answer) {
		this.held.add(answer);
	}

	/** Sends what was held back: one ACK for as many as follow each other. */
	void sendAnswers() {
		ProtocolMessage last = null;
		for (ProtocolMessage answer : List.copyOf(this.held)) {
			if (last != null && follows(last, answer)) {
				last = merged(last, answer);
				continue;
			}
			if (last != null) {
				send(last);
			}
			last = answer;
		}
		this.held.clear();
		if (last != null) {
			send(last);
		}
	}

	private static boolean follows(ProtocolMessage one, ProtocolMessage next) {
		return one.action() == Action.ACK && next.action() == Action.ACK && one.msgSerial() != null
				&& one.count() != null && next.msgSerial() != null && one.msgSerial() + one.count() == next.msgSerial();
	}

	private static ProtocolMessage merged(ProtocolMessage one, ProtocolMessage next) {
		List<PublishResult> results = new ArrayList<>(results(one));
		results.addAll(results(next));
		return one.toBuilder().count(results.size()).res(results).build();
	}

	// Presence has no results, but its place.
	private static List<PublishResult> results(ProtocolMessage ack) {
		return ack.res().isEmpty() ? List.of(new PublishResult(List.of())) : ack.res();
	}

	private static void cancel(@Nullable Timeout timeout) {
		if (timeout != null) {
			timeout.cancel();
		}
	}

}
