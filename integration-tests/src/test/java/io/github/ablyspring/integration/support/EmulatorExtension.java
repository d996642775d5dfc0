package io.github.ablyspring.integration.support;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.EmulatorPort;
import io.github.ablyspring.emulator.fault.AblyFaults;
import io.github.ablyspring.emulator.fault.TrafficEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An emulator for each test. Clients that a test creates are closed before it.
 */
public final class EmulatorExtension implements BeforeEachCallback, AfterEachCallback {

	private static final Logger logger = LoggerFactory.getLogger(EmulatorExtension.class);

	private static final int TOLD_EVENTS = 200;

	private final UnaryOperator<AblyEmulator.Builder> customizer;

	private final Deque<AutoCloseable> open = new ArrayDeque<>();

	private final List<EmulatorPort> ports = new ArrayList<>();

	private @Nullable AblyEmulator emulator;

	private EmulatorExtension(UnaryOperator<AblyEmulator.Builder> customizer) {
		this.customizer = customizer;
	}

	public static EmulatorExtension create() {
		return create(UnaryOperator.identity());
	}

	public static EmulatorExtension create(UnaryOperator<AblyEmulator.Builder> customizer) {
		return new EmulatorExtension(customizer);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		this.emulator = this.customizer.apply(AblyEmulator.builder()).start();
	}

	@Override
	public void afterEach(ExtensionContext context) throws Exception {
		if (context.getExecutionException().isPresent()) {
			tellWhatWasSaid(context.getDisplayName());
		}
		while (!this.open.isEmpty()) {
			this.open.pop().close();
		}
		emulator().close();
		this.ports.clear();
	}

	private void tellWhatWasSaid(String test) {
		List<TrafficEvent> events = new ArrayList<>(faults().traffic().events());
		this.ports.forEach((port) -> events.addAll(port.faults().traffic().events()));
		int from = Math.max(0, events.size() - TOLD_EVENTS);
		logger.warn("What was said before {} failed:{}", test,
				events.subList(from, events.size())
					.stream()
					.map((event) -> "\n" + event.timestamp() + " "
							+ ((event instanceof TrafficEvent.Frame frame)
									? frame.socket() + " " + frame.direction() + " " + frame.message() : event))
					.collect(Collectors.joining()));
	}

	public AblyEmulator emulator() {
		if (this.emulator == null) {
			throw new IllegalStateException("It runs during a test only");
		}
		return this.emulator;
	}

	public AblyFaults faults() {
		return emulator().faults();
	}

	/**
	 * Opens a port for a client that is to suffer while others do not.
	 * @return the port, closed with the emulator
	 */
	public EmulatorPort openPort() {
		EmulatorPort port = emulator().openPort();
		this.ports.add(port);
		return port;
	}

	public <T extends AutoCloseable> T closedLater(T client) {
		this.open.push(client);
		return client;
	}

}
