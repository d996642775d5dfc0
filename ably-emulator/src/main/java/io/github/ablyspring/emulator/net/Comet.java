package io.github.ablyspring.emulator.net;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.connection.ConnectRequest;
import io.github.ablyspring.emulator.connection.Connections;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.fault.Fault;
import io.github.ablyspring.emulator.fault.FaultGate;
import io.github.ablyspring.emulator.rest.RestRequest;
import io.github.ablyspring.emulator.rest.RestResponse;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;

/**
 * Long polling, for clients that have no WebSockets: <code>/comet/connect</code>, then
 * <code>/comet/{connectionKey}/recv</code> time and again for what the server says, and
 * <code>…/send</code>, <code>…/close</code> and <code>…/disconnect</code>. All bodies are
 * JSON arrays of frames.
 */
final class Comet {

	private static final String ROOT = "comet";

	private final NettyLoop loop;

	private final FaultGate gate;

	private final Connections connections;

	private final Map<String, CometSession> sessions = new HashMap<>();

	Comet(NettyLoop loop, FaultGate gate, Connections connections) {
		this.loop = loop;
		this.gate = gate;
		this.connections = connections;
	}

	/**
	 * Tells whether a request is part of long polling.
	 * @param request the request
	 * @return whether it is
	 */
	static boolean isComet(RestRequest request) {
		return !request.path().isEmpty() && request.path().get(0).equals(ROOT);
	}

	/**
	 * Answers a request, possibly later.
	 * @param request the request
	 * @param exchange takes the answer
	 */
	void handle(RestRequest request, Exchange exchange) {
		List<String> path = request.path();
		try {
			if (path.size() == 2 && path.get(1).equals("connect")) {
				connect(request, exchange);
			}
			else if (path.size() == 3) {
				continueSession(request, exchange);
			}
			else {
				throw Refusals.notFound("The path");
			}
		}
		catch (AblyException ex) {
			refuse(exchange, ex.errorInfo());
		}
	}

	// clients take an error as they take it from a WebSocket: as a frame
	private static void refuse(Exchange exchange, ErrorInfo reason) {
		ProtocolMessage error = ProtocolMessage.builder(Action.ERROR).error(reason).build();
		exchange.answer(CometSession.frames(reason.statusCode(), List.of(CometSession.encode(error))));
	}

	private void connect(RestRequest request, Exchange exchange) {
		Fault fault = this.gate.connecting("/" + String.join("/", request.path()), request.query());
		int socket = this.gate.lastSocket();
		if (fault instanceof Fault.Refuse || fault instanceof Fault.Disconnect
				|| fault instanceof Fault.AcceptAndClose) {
			exchange.cut();
			return;
		}
		if (fault instanceof Fault.HttpAnswer answer) {
			exchange.answer(RestResponse.of(answer.status(), answer.body()).with(answer.headers()));
		}
		else if (fault instanceof Fault.InjectAndClose last) {
			exchange.answer(CometSession.frames(200, List.of(CometSession.encode(last.message()))));
		}
		else if (fault instanceof Fault.Delay delay) {
			this.loop.schedule(delay.time().toMillis(), () -> open(request, exchange, socket));
		}
		else if (!(fault instanceof Fault.Stall)) {
			open(request, exchange, socket);
		}
	}

	private void open(RestRequest request, Exchange exchange, int socket) {
		Map<String, String> query = new HashMap<>(request.query());
		query.remove("format");
		CometSession session = new CometSession(this.loop, this.gate, socket, this.sessions);
		try {
			session.open(this.connections, ConnectRequest.of(query, request.header("authorization")));
			session.poll(exchange);
		}
		catch (AblyException ex) {
			refuse(exchange, ex.errorInfo());
		}
	}

	private void continueSession(RestRequest request, Exchange exchange) {
		String action = request.path().get(2);
		CometSession session = this.sessions.get(request.path().get(1));
		if (session == null) {
			exchange.answer(CometSession.frames(400, List.of(CometSession.encode(gone()))));
			return;
		}
		switch (action) {
			case "recv" -> session.poll(exchange);
			case "send" -> session.receive(request.items(ProtocolMessage.TYPE), exchange);
			case "close" -> session.receive(List.of(ProtocolMessage.builder(Action.CLOSE).build()), exchange);
			case "disconnect" -> session.receive(List.of(ProtocolMessage.builder(Action.DISCONNECT).build()), exchange);
			default -> throw Refusals.notFound("The path");
		}
	}

	// the connection may well be there still: the client shall come back and see
	private static ProtocolMessage gone() {
		return ProtocolMessage.builder(Action.DISCONNECTED)
			.error(ErrorInfo.of(80003, 400, "This way to the connection is no longer open"))
			.build();
	}

}
