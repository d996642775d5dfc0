package io.github.ablyspring.emulator.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import io.github.ablyspring.emulator.apps.ApiKey;
import io.github.ablyspring.emulator.apps.App;
import io.github.ablyspring.emulator.apps.Apps;
import io.github.ablyspring.emulator.auth.Authority;
import io.github.ablyspring.emulator.auth.Revocations;
import io.github.ablyspring.emulator.connection.CloseCodes;
import io.github.ablyspring.emulator.connection.Connection;
import io.github.ablyspring.emulator.connection.Connections;
import io.github.ablyspring.emulator.connection.Transport;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.time.LoopCalls;
import io.github.ablyspring.protocol.ProtocolMessage;

/**
 * Lets an emulator misbehave, so that a test can see how an application copes, and tells
 * what was said. Everything has taken effect when a method returns; it can be called from
 * any thread. <pre>
 * faults.add(FaultRule.when(Trigger.toClient(Action.ACK)).then(Fault.suppress()).once());
 * faults.disconnect();
 * assertThat(faults.traffic().connects()).hasSize(2);
 * </pre>
 */
public final class AblyFaults {

	private final FaultGate gate;

	private final Apps apps;

	private final Authority authority;

	private final Connections connections;

	/**
	 * Creates the controls of a gate.
	 * @param gate the gate
	 * @param apps the applications
	 * @param authority who knows the tokens
	 * @param connections the connections
	 */
	public AblyFaults(FaultGate gate, Apps apps, Authority authority, Connections connections) {
		this.gate = gate;
		this.apps = apps;
		this.authority = authority;
		this.connections = connections;
	}

	/**
	 * Adds a rule after all others. The first rule that matches is the one that applies.
	 * @param rule the rule
	 * @return takes it back
	 */
	public FaultHandle add(FaultRule rule) {
		return add(rule, false);
	}

	/**
	 * Adds a rule before all others.
	 * @param rule the rule
	 * @return takes it back
	 */
	public FaultHandle addFirst(FaultRule rule) {
		return add(rule, true);
	}

	private FaultHandle add(FaultRule rule, boolean first) {
		return handle(LoopCalls.ask(this.gate.loop(), () -> this.gate.add(rule, first)));
	}

	private FaultHandle handle(ActiveRule rule) {
		return new FaultHandle() {

			@Override
			public int fired() {
				return LoopCalls.ask(AblyFaults.this.gate.loop(), rule::fired);
			}

			@Override
			public void remove() {
				tell(() -> AblyFaults.this.gate.remove(rule));
			}

		};
	}

	private void tell(Runnable task) {
		LoopCalls.tell(this.gate.loop(), task);
	}

	/**
	 * Removes all rules.
	 */
	public void clear() {
		tell(this.gate::clearRules);
	}

	/**
	 * Removes all rules and forgets what was said.
	 */
	public void reset() {
		tell(() -> {
			this.gate.clearRules();
			this.gate.clearEvents();
		});
	}

	/**
	 * Refuses all connections and all requests until the handle is closed, as if the
	 * server were down. Connections that are open are cut.
	 * @return ends the outage
	 */
	public FaultHandle outage() {
		FaultHandle sockets = addFirst(FaultRule.when(Trigger.connect()).then(Fault.refuse()));
		FaultHandle requests = addFirst(FaultRule.when(Trigger.request()).then(Fault.disconnect()));
		disconnect();
		return new FaultHandle() {

			@Override
			public int fired() {
				return sockets.fired() + requests.fired();
			}

			@Override
			public void remove() {
				// whoever can connect again expects an answer to his next request
				requests.remove();
				sockets.remove();
			}

		};
	}

	/**
	 * Refuses WebSockets until the handle is closed. Those that are open stay.
	 * @return ends it
	 */
	public FaultHandle refuseConnections() {
		return addFirst(FaultRule.when(Trigger.connect()).then(Fault.refuse()));
	}

	/**
	 * Lets something go wrong with all WebSockets that are open, now.
	 * @param fault what
	 */
	public void trigger(Fault fault) {
		if (!fault.isPossibleAnyTime()) {
			throw new IllegalArgumentException(
					fault.getClass().getSimpleName() + " happens to frames or requests only");
		}
		tell(() -> this.gate.open().forEach((transport) -> transport.suffer(fault)));
		settle();
	}

	// a socket is closed, and that is noticed, one turn of the loop later each
	private void settle() {
		for (int turn = 0; turn < 2; turn++) {
			tell(() -> {
			});
		}
	}

	/**
	 * Cuts all connections. Clients come back and continue them.
	 */
	public void disconnect() {
		trigger(Fault.disconnect());
	}

	/**
	 * Closes all WebSockets properly. Clients come back and continue their connections.
	 */
	public void closeSockets() {
		trigger(Fault.close(CloseCodes.NORMAL));
	}

	/**
	 * Lets all connections that are open fall silent, though they stay open.
	 */
	public void stall() {
		trigger(Fault.stall());
	}

	/**
	 * Sends a frame to all clients, out of the blue.
	 * @param message what it says
	 */
	public void inject(ProtocolMessage message) {
		trigger(Fault.inject(message));
	}

	/**
	 * Cuts all connections and forgets them and those that are interrupted, so that
	 * nothing can be resumed. Connections over other ports stay.
	 */
	public void forgetConnections() {
		tell(() -> {
			Set<Transport> here = Set.copyOf(this.gate.open());
			this.gate.open().forEach((transport) -> transport.suffer(Fault.disconnect()));
			for (Connection connection : this.connections.all()) {
				Transport transport = connection.transport();
				if (transport == null || here.contains(transport)) {
					connection.end();
				}
			}
		});
		settle();
	}

	/**
	 * Lets all tokens that are in use expire at once.
	 */
	public void expireTokens() {
		tell(() -> {
			this.authority.expireTokens();
			for (Connection connection : this.connections.all()) {
				if (connection.identity().token() != null) {
					connection.disconnect(Refusals.tokenExpired().errorInfo());
				}
			}
		});
	}

	/**
	 * Asks all clients that use a token for another one.
	 */
	public void requestReauthentication() {
		tell(() -> this.connections.all().forEach(Connection::askForToken));
	}

	/**
	 * Revokes the tokens of a client.
	 * @param clientId the client
	 */
	public void revokeTokens(String clientId) {
		tell(() -> {
			for (App app : this.apps.all()) {
				for (ApiKey key : app.keys()) {
					this.authority.revoke(key, Revocations.Type.CLIENT_ID, clientId, null, false);
				}
			}
		});
	}

	/**
	 * What was said so far.
	 * @return the record
	 */
	public Traffic traffic() {
		return new Traffic(LoopCalls.ask(this.gate.loop(), this.gate::events));
	}

	/**
	 * Adds several rules in their order.
	 * @param rules the rules
	 * @return takes them back
	 */
	public List<FaultHandle> addAll(FaultRule... rules) {
		return Arrays.stream(rules).map(this::add).toList();
	}

}
