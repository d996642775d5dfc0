package io.github.ablyspring.emulator.fault;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

import io.github.ablyspring.emulator.connection.Transport;
import io.github.ablyspring.emulator.wire.OutFrame;
import io.github.ablyspring.protocol.ProtocolMessage;
import org.jspecify.annotations.Nullable;

/**
 * A transport whose frames pass a gate.
 */
public final class GatedTransport implements Transport {

	private final FaultGate gate;

	private final Transport transport;

	private final Consumer<ProtocolMessage> handler;

	private final int socket;

	private final Lane toClient;

	private final Lane toServer;

	private boolean endedByFault;

	/**
	 * Creates one.
	 * @param gate the gate
	 * @param socket the number of the WebSocket
	 * @param transport what carries the frames
	 * @param handler takes those of the client
	 */
	public GatedTransport(FaultGate gate, int socket, Transport transport, Consumer<ProtocolMessage> handler) {
		this.gate = gate;
		this.transport = transport;
		this.handler = handler;
		this.socket = socket;
		this.toClient = new Lane(transport::send);
		this.toServer = new Lane(handler);
	}

	/**
	 * Notes that the transport is open.
	 */
	public void opened() {
		this.gate.opened(this);
	}

	/**
	 * Notes that the transport is gone.
	 */
	public void closed() {
		this.toClient.stopped = true;
		this.toServer.stopped = true;
		this.gate.closed(this, this.endedByFault);
	}

	int socket() {
		return this.socket;
	}

	@Override
	public boolean ready() {
		return this.transport.ready();
	}

	@Override
	public void send(OutFrame frame) {
		if (this.gate.isQuiet() && this.toClient.isFree()) {
			this.transport.send(frame);
			return;
		}
		Fault fault = this.gate.frame(this.socket, Direction.TO_CLIENT, frame.message());
		if (fault == null && this.toClient.isFree()) {
			this.transport.send(frame);
		}
		else {
			this.toClient.pass(frame.message(), fault);
		}
	}

	@Override
	public void send(ProtocolMessage message) {
		if (this.gate.isQuiet() && this.toClient.isFree()) {
			this.transport.send(message);
			return;
		}
		this.toClient.pass(message, this.gate.frame(this.socket, Direction.TO_CLIENT, message));
	}

	/**
	 * Takes a frame of the client.
	 * @param message what it says
	 */
	public void receive(ProtocolMessage message) {
		// the line is cut, though some of what came over it has yet to be read
		if (this.endedByFault) {
			return;
		}
		if (this.gate.isQuiet() && this.toServer.isFree()) {
			this.handler.accept(message);
			return;
		}
		this.toServer.pass(message, this.gate.frame(this.socket, Direction.TO_SERVER, message));
	}

	@Override
	public boolean ping() {
		return this.toClient.stopped || this.transport.ping();
	}

	@Override
	public void read(boolean on) {
		this.transport.read(on);
	}

	@Override
	public void sendGarbage() {
		this.transport.sendGarbage();
	}

	@Override
	public void close(int code) {
		this.transport.close(code);
	}

	@Override
	public void abort() {
		this.transport.abort();
	}

	/**
	 * Lets something go wrong here and now.
	 * @param fault what
	 */
	void suffer(Fault fault) {
		if (fault instanceof Fault.Disconnect || fault instanceof Fault.Refuse) {
			this.endedByFault = true;
			this.transport.abort();
		}
		else if (fault instanceof Fault.Close close) {
			end(close.code());
		}
		else if (fault instanceof Fault.AcceptAndClose close) {
			end(close.code());
		}
		else if (fault instanceof Fault.Stall || fault instanceof Fault.SuppressOnwards) {
			this.toClient.stopped = true;
			this.toServer.stopped = true;
		}
		else if (fault instanceof Fault.Corrupt) {
			this.transport.sendGarbage();
		}
		else if (fault instanceof Fault.Inject inject) {
			inject(inject.message());
		}
		else if (fault instanceof Fault.InjectAndClose inject) {
			inject(inject.message());
			end(inject.code());
		}
		else if (fault instanceof Fault.Replace replace) {
			inject(replace.message());
		}
	}

	private void end(int code) {
		this.endedByFault = true;
		this.transport.close(code);
	}

	private void inject(ProtocolMessage message) {
		this.gate
			.record(new TrafficEvent.Frame(this.gate.loop().now(), this.socket, Direction.TO_CLIENT, message, null));
		this.transport.send(message);
	}

	/**
	 * The frames that go one way, in order.
	 */
	private final class Lane {

		private final Consumer<ProtocolMessage> out;

		private final Deque<Passing> waiting = new ArrayDeque<>();

		private boolean stopped;

		Lane(Consumer<ProtocolMessage> out) {
			this.out = out;
		}

		boolean isFree() {
			return !this.stopped && this.waiting.isEmpty();
		}

		void pass(ProtocolMessage message, @Nullable Fault fault) {
			if (this.stopped) {
				return;
			}
			if (fault instanceof Fault.Delay delay) {
				Passing delayed = new Passing(message, null, true);
				this.waiting.add(delayed);
				GatedTransport.this.gate.loop().schedule(delay.time().toMillis(), () -> release(delayed));
			}
			else if (!this.waiting.isEmpty()) {
				this.waiting.add(new Passing(message, fault, false));
			}
			else {
				let(message, fault);
			}
		}

		// what comes after a delayed frame waits for it: the order stays
		private void release(Passing delayed) {
			delayed.held = false;
			for (Passing first = this.waiting.peek(); first != null && !first.held; first = this.waiting.peek()) {
				this.waiting.remove();
				if (!this.stopped) {
					let(first.message, first.fault);
				}
			}
		}

		private void let(ProtocolMessage message, @Nullable Fault fault) {
			if (fault == null || fault instanceof Fault.Pass) {
				this.out.accept(message);
			}
			else if (fault instanceof Fault.Replace replace) {
				this.out.accept(replace.message());
			}
			else if (fault instanceof Fault.Duplicate) {
				this.out.accept(message);
				this.out.accept(message);
			}
			else if (fault instanceof Fault.SuppressOnwards) {
				this.stopped = true;
			}
			else if (fault instanceof Fault.Inject || fault instanceof Fault.InjectAndClose) {
				this.out.accept(message);
				suffer(fault);
			}
			else if (!(fault instanceof Fault.Suppress)) {
				suffer(fault);
			}
		}

	}

	private static final class Passing {

		private final ProtocolMessage message;

		private final @Nullable Fault fault;

		private boolean held;

		Passing(ProtocolMessage message, @Nullable Fault fault, boolean held) {
			this.message = message;
			this.fault = fault;
			this.held = held;
		}

	}

}
