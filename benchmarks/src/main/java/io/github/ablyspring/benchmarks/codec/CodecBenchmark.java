package io.github.ablyspring.benchmarks.codec;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.ably.lib.types.AblyException;
import io.ably.lib.types.ProtocolSerializer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireDecoder;
import io.github.ablyspring.protocol.WireEncoder;
import io.github.ablyspring.protocol.WireFormat;

/**
 * Frames per microsecond, from what was read from a socket and into what is written to
 * one, as a client does it. Ours reads and writes those buffers themselves. The official
 * codec takes an array of the frame alone or, of JSON, a string, and gives an array; so
 * it is measured twice: with the copy that this demands, and, as {@code TheirsAlone},
 * without it, with the input made beforehand and the output thrown away.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 4, time = 2)
public class CodecBenchmark {

	@Param
	Frame frame = Frame.MESSAGE_100B;

	@Param
	WireFormat format = WireFormat.JSON;

	private final WireDecoder decoder = new WireDecoder();

	private final WireEncoder encoder = new WireEncoder();

	/** An array, since that is what the client has its sockets read into. */
	private final ByteBuf in = PooledByteBufAllocator.DEFAULT.heapBuffer(128 * 1024);

	private final ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(128 * 1024);

	private ProtocolMessage message = Frame.MESSAGE_100B.make();

	private byte[] bytes = {};

	private String text = "";

	private io.ably.lib.types.ProtocolMessage theirs = new io.ably.lib.types.ProtocolMessage();

	@Setup(Level.Trial)
	public void prepare() throws AblyException {
		this.message = this.frame.make();
		this.encoder.write(this.format, ProtocolMessage.TYPE, this.message, this.in);
		this.bytes = new byte[this.in.readableBytes()];
		this.in.getBytes(0, this.bytes);
		this.text = new String(this.bytes, StandardCharsets.UTF_8);
		this.theirs = decodeTheirsAlone();
		if (!decodeOurs().equals(this.message)) {
			throw new IllegalStateException("What was read is not what was written");
		}
	}

	@TearDown(Level.Trial)
	public void release() {
		this.in.release();
		this.out.release();
	}

	@Benchmark
	public ProtocolMessage decodeOurs() {
		return this.decoder.read(this.format, ProtocolMessage.TYPE, this.in.readerIndex(0));
	}

	@Benchmark
	public io.ably.lib.types.ProtocolMessage decodeTheirs() throws AblyException {
		byte[] frame = new byte[this.in.readerIndex(0).readableBytes()];
		this.in.readBytes(frame);
		return (this.format == WireFormat.JSON) ? ProtocolSerializer.fromJSON(new String(frame, StandardCharsets.UTF_8))
				: ProtocolSerializer.readMsgpack(frame);
	}

	@Benchmark
	public io.ably.lib.types.ProtocolMessage decodeTheirsAlone() throws AblyException {
		return (this.format == WireFormat.JSON) ? ProtocolSerializer.fromJSON(this.text)
				: ProtocolSerializer.readMsgpack(this.bytes);
	}

	@Benchmark
	public ByteBuf encodeOurs() {
		this.encoder.write(this.format, ProtocolMessage.TYPE, this.message, this.out.clear());
		return this.out;
	}

	@Benchmark
	public ByteBuf encodeTheirs() throws AblyException {
		return this.out.clear().writeBytes(encodeTheirsAlone());
	}

	@Benchmark
	public byte[] encodeTheirsAlone() throws AblyException {
		return (this.format == WireFormat.JSON) ? ProtocolSerializer.writeJSON(this.theirs)
				: ProtocolSerializer.writeMsgpack(this.theirs);
	}

}
