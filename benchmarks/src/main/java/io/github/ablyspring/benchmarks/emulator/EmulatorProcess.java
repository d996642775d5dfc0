package io.github.ablyspring.benchmarks.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.ablyspring.emulator.EmulatorMain;

/**
 * An emulator in a process of its own, on one core where <code>taskset</code> is there.
 */
final class EmulatorProcess implements AutoCloseable {

	static final String KEY = "bench1.key:secret";

	private static final Pattern READY = Pattern.compile("Ably emulator listening on http://127\\.0\\.0\\.1:(\\d+) .*");

	private static final Pattern USED = Pattern.compile("(?m)^(?! *(?:Metaspace|class space)).*\\bused (\\d+)K");

	private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

	private final Process process;

	private final int port;

	private final boolean pinned;

	private EmulatorProcess(Process process, int port, boolean pinned) {
		this.process = process;
		this.port = port;
		this.pinned = pinned;
	}

	/**
	 * Starts an emulator.
	 * @param heap the most it may have, for instance <code>512m</code>
	 * @return the emulator, which accepts connections
	 */
	static EmulatorProcess start(String heap) {
		boolean pinned = Files.isExecutable(Path.of("/usr/bin/taskset"));
		List<String> command = new ArrayList<>(pinned ? List.of("taskset", "-c", "0") : List.of());
		command.addAll(List.of(tool("java"), "-Xmx" + heap, "-cp", System.getProperty("java.class.path"),
				EmulatorMain.class.getName(), "--port=0", "--key=" + KEY));
		String options = System.getProperty("emulator.options", "");
		if (!options.isEmpty()) {
			command.addAll(command.indexOf("-cp"), List.of(options.split(" ")));
		}
		try {
			Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
			BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
			// a JVM with options may have something to say first
			for (String line = out.readLine(); line != null; line = out.readLine()) {
				Matcher ready = READY.matcher(line);
				if (ready.matches()) {
					return new EmulatorProcess(process, Integer.parseInt(ready.group(1)), pinned);
				}
			}
			throw new IllegalStateException("The emulator does not start");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String tool(String name) {
		return Path.of(System.getProperty("java.home"), "bin", name).toString();
	}

	int port() {
		return this.port;
	}

	boolean isPinned() {
		return this.pinned;
	}

	/**
	 * The processor time of the whole process so far: its one loop, the collector and the
	 * compiler.
	 * @return how long
	 */
	Duration processorTime() {
		return this.process.info().totalCpuDuration().orElse(Duration.ZERO);
	}

	/**
	 * The live heap.
	 * @return how many bytes are used right after a full collection
	 */
	long liveHeap() {
		run("GC.run");
		long bytes = 0;
		for (Matcher used = USED.matcher(run("GC.heap_info")); used.find();) {
			bytes += Long.parseLong(used.group(1)) * 1024;
		}
		return bytes;
	}

	private String run(String diagnosis) {
		try {
			Process tool = new ProcessBuilder(tool("jcmd"), Long.toString(this.process.pid()), diagnosis).start();
			String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			tool.waitFor();
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The memory of the process as the system sees it.
	 * @return how many bytes, or zero where the system does not tell
	 */
	long residentMemory() {
		try {
			Matcher resident = RESIDENT.matcher(Files.readString(Path.of("/proc", this.process.pid() + "", "status")));
			return resident.find() ? Long.parseLong(resident.group(1)) * 1024 : 0;
		}
		catch (IOException ex) {
			return 0;
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(30, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
