package io.github.ablyspring.emulator.fault;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

import io.github.ablyspring.emulator.time.EmulatorLoop;
import io.github.ablyspring.protocol.ProtocolMessage;
import org.jspecify.annotations.Nullable;

/**
 * Where all traffic of one port passes: the rules that are in force there, and what was
 * said. Lives on the loop.
 */
public final class FaultGate {

	private final EmulatorLoop loop;

	private final List<ActiveRule> rules = new ArrayList<>();

	private final TrafficLog log;

	private final Set<GatedTransport> transports = new LinkedHashSet<>();

	private int sockets;

	private boolean frameRules;

	/**
	 * Creates a gate without rules.
	 * @param loop the loop
	 * @param recordLimit how many events are recorded before the oldest go; zero records
	 * nothing
	 */
	public FaultGate(EmulatorLoop loop, int recordLimit) {
		this.loop = loop;
		this.log = new TrafficLog(recordLimit);
	}

	EmulatorLoop loop() {
		return this.loop;
	}

	ActiveRule add(FaultRule rule, boolean first) {
		ActiveRule active = new ActiveRule(rule);
		this.rules.add(first ? 0 : this.rules.size(), active);
		rulesChanged();
		return active;
	}

	void remove(ActiveRule rule) {
		this.rules.remove(rule);
		rulesChanged();
	}

	void clearRules() {
		this.rules.clear();
		rulesChanged();
	}

	List<ActiveRule> rules() {
		return List.copyOf(this.rules);
	}

	private void rulesChanged() {
		this.frameRules = this.rules.stream().anyMatch((rule) -> rule.rule().trigger() instanceof Trigger.Frame);
	}

	/**
	 * Tells whether frames just pass.
	 * @return whether there is neither a rule nor a record
	 */
	boolean isQuiet() {
		return !this.frameRules && this.log.isOff();
	}

	private <T extends Trigger> @Nullable FaultRule match(Class<T> type, BiPredicate<ActiveRule, T> matches) {
		for (ActiveRule rule : this.rules) {
			if (type.isInstance(rule.rule().trigger()) && matches.test(rule, type.cast(rule.rule().trigger()))) {
				fire(rule);
				return rule.rule();
			}
		}
		return null;
	}

	void fire(ActiveRule rule) {
		if (!rule.fire()) {
			remove(rule);
		}
	}

	/**
	 * A client wants to open a WebSocket.
	 * @param path the path
	 * @param query the parameters
	 * @return what goes wrong, if anything does
	 */
	public @Nullable Fault connecting(String path, Map<String, String> query) {
		FaultRule rule = match(Trigger.Connect.class,
				(active, trigger) -> trigger.matches(query) && active.isDueAt(trigger.count()));
		this.sockets++;
		record(new TrafficEvent.WebSocketConnect(this.loop.now(), this.sockets, path, query, rule));
		return (rule != null) ? rule.fault() : null;
	}

	/**
	 * The number of the WebSocket that was opened last.
	 * @return its number, from 1
	 */
	public int lastSocket() {
		return this.sockets;
	}

	void opened(GatedTransport transport) {
		this.transports.add(transport);
		for (ActiveRule rule : this.rules) {
			if (rule.rule().trigger() instanceof Trigger.AfterConnect after) {
				this.loop.schedule(after.delay().toMillis(), () -> {
					if (this.rules.contains(rule) && this.transports.contains(transport)) {
						fire(rule);
						transport.suffer(rule.rule().fault());
					}
				});
			}
		}
	}

	void closed(GatedTransport transport, boolean byFault) {
		if (this.transports.remove(transport)) {
			record(new TrafficEvent.WebSocketDisconnect(this.loop.now(), transport.socket(), byFault));
		}
	}

	Collection<GatedTransport> open() {
		return List.copyOf(this.transports);
	}

	/**
	 * A frame passes.
	 * @param socket over which WebSocket
	 * @param direction which way
	 * @param frame what it says
	 * @return what goes wrong, if anything does
	 */
	@Nullable Fault frame(int socket, Direction direction, ProtocolMessage frame) {
		FaultRule rule = this.frameRules
				? match(Trigger.Frame.class,
						(active, trigger) -> trigger.matches(direction, frame) && active.isDueAt(trigger.count()))
				: null;
		record(new TrafficEvent.Frame(this.loop.now(), socket, direction, frame, rule));
		return (rule != null) ? rule.fault() : null;
	}

	/**
	 * A client makes an HTTP request.
	 * @param method the method
	 * @param path the path
	 * @param query the parameters
	 * @param headers the headers
	 * @return what goes wrong, if anything does
	 */
	public @Nullable Fault request(String method, String path, Map<String, String> query, Map<String, String> headers) {
		FaultRule rule = match(Trigger.Request.class,
				(active, trigger) -> trigger.matches(method, path) && active.isDueAt(trigger.count()));
		record(new TrafficEvent.HttpRequest(this.loop.now(), method, path, query, headers, rule));
		return (rule != null) ? rule.fault() : null;
	}

	/**
	 * An HTTP request is answered.
	 * @param path the path of the request
	 * @param status the status
	 */
	public void response(String path, int status) {
		record(new TrafficEvent.HttpResponse(this.loop.now(), path, status));
	}

	void record(TrafficEvent event) {
		this.log.add(event);
	}

	List<TrafficEvent> events() {
		return this.log.events();
	}

	void clearEvents() {
		this.log.clear();
	}

}
