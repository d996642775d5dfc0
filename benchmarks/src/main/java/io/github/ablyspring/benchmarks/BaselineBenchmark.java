package io.github.ablyspring.benchmarks;

import java.util.concurrent.TimeUnit;

import io.ably.lib.types.AblyException;
import io.ably.lib.types.ProtocolMessage;
import io.ably.lib.types.ProtocolSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast the official client decodes a small frame: the number ours is held against.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class BaselineBenchmark {

	private static final String FRAME = """
			{"action":15,"channel":"orders","messages":[{"name":"created","data":"hello"}]}""";

	/**
	 * Decodes a frame of one message from JSON.
	 * @return the decoded frame
	 * @throws AblyException if it is no frame
	 */
	@Benchmark
	public ProtocolMessage decodeJson() throws AblyException {
		return ProtocolSerializer.fromJSON(FRAME);
	}

}
