package io.github.ablyspring.benchmarks.codec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.ably.lib.types.ChannelOptions;
import io.ably.lib.types.ProtocolSerializer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.jspecify.annotations.Nullable;
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

import io.github.ablyspring.message.CipherParams;
import io.github.ablyspring.message.DecodingListener;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageDecoder;
import io.github.ablyspring.message.MessageEncoder;
import io.github.ablyspring.message.PayloadMapper;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireDecoder;
import io.github.ablyspring.protocol.WireEncoder;
import io.github.ablyspring.protocol.WireFormat;

/**
 * Encrypted messages per microsecond, all the way: from the text of the application into
 * what is written to a socket, and back from what was read. AES with 256 bits. The
 * official codec is measured twice, as in {@link CodecBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 4, time = 2)
public class EncryptedBenchmark {

	private static final CipherParams CIPHER = CipherParams.of("WUP6u0K7MXI5Zeo0VppPwuGFTGGSHmB6pXFFJwGmQZo=");

	@Param({ "ENCRYPTED_100B", "ENCRYPTED_1KB" })
	String frame = "ENCRYPTED_100B";

	@Param
	WireFormat format = WireFormat.JSON;

	private final WireDecoder decoder = new WireDecoder();

	private final WireEncoder encoder = new WireEncoder();

	private final MessageDecoder payloadDecoder = new MessageDecoder(CIPHER, PayloadMapper.defaultMapper(),
			DecodingListener.NONE);

	private MessageEncoder payloadEncoder = new MessageEncoder(this.format, CIPHER, PayloadMapper.defaultMapper());

	private ChannelOptions theirOptions = new ChannelOptions();

	private final ByteBuf in = PooledByteBufAllocator.DEFAULT.heapBuffer(16 * 1024);

	private final ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(16 * 1024);

	private String data = "";

	private byte[] bytes = {};

	private String text = "";

	@Setup(Level.Trial)
	public void prepare() throws io.ably.lib.types.AblyException {
		this.data = "0123456789".repeat(this.frame.endsWith("1KB") ? 102 : 10);
		this.payloadEncoder = new MessageEncoder(this.format, CIPHER, PayloadMapper.defaultMapper());
		this.theirOptions = ChannelOptions.withCipherKey(CIPHER.key());
		this.in.writeBytes(encodeOurs());
		this.bytes = new byte[this.in.readableBytes()];
		this.in.getBytes(0, this.bytes);
		this.text = new String(this.bytes, StandardCharsets.UTF_8);
		if (!this.data.equals(decodeOurs()) || !this.data.equals(decodeTheirs())) {
			throw new IllegalStateException("What was read is not what was written");
		}
	}

	@TearDown(Level.Trial)
	public void release() {
		this.in.release();
		this.out.release();
	}

	@Benchmark
	public @Nullable Object decodeOurs() {
		ProtocolMessage read = this.decoder.read(this.format, ProtocolMessage.TYPE, this.in.readerIndex(0));
		return this.payloadDecoder.messages(read).get(0).data();
	}

	@Benchmark
	public Object decodeTheirs() throws io.ably.lib.types.AblyException {
		byte[] frame = new byte[this.in.readerIndex(0).readableBytes()];
		this.in.readBytes(frame);
		return decrypt((this.format == WireFormat.JSON)
				? ProtocolSerializer.fromJSON(new String(frame, StandardCharsets.UTF_8))
				: ProtocolSerializer.readMsgpack(frame));
	}

	@Benchmark
	public Object decodeTheirsAlone() throws io.ably.lib.types.AblyException {
		return decrypt((this.format == WireFormat.JSON) ? ProtocolSerializer.fromJSON(this.text)
				: ProtocolSerializer.readMsgpack(this.bytes));
	}

	private Object decrypt(io.ably.lib.types.ProtocolMessage read) {
		io.ably.lib.types.Message message = read.messages[0];
		try {
			message.decode(this.theirOptions);
		}
		catch (io.ably.lib.types.MessageDecodeException ex) {
			throw new IllegalStateException(ex);
		}
		return message.data;
	}

	@Benchmark
	public ByteBuf encodeOurs() {
		ProtocolMessage message = ProtocolMessage.builder(Action.MESSAGE)
			.channel("orders:eu-west-1")
			.msgSerial(17L)
			.messages(List.of(this.payloadEncoder.encode(Message.of("created", this.data))))
			.build();
		this.encoder.write(this.format, ProtocolMessage.TYPE, message, this.out.clear());
		return this.out;
	}

	@Benchmark
	public ByteBuf encodeTheirs() throws io.ably.lib.types.AblyException {
		return this.out.clear().writeBytes(encodeTheirsAlone());
	}

	@Benchmark
	public byte[] encodeTheirsAlone() throws io.ably.lib.types.AblyException {
		io.ably.lib.types.ProtocolMessage message = new io.ably.lib.types.ProtocolMessage(
				io.ably.lib.types.ProtocolMessage.Action.message, "orders:eu-west-1");
		message.msgSerial = 17L;
		message.messages = new io.ably.lib.types.Message[] { new io.ably.lib.types.Message("created", this.data) };
		message.messages[0].encode(this.theirOptions);
		return (this.format == WireFormat.JSON) ? ProtocolSerializer.writeJSON(message)
				: ProtocolSerializer.writeMsgpack(message);
	}

}
