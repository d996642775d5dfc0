package io.github.ablyspring.transport;

import java.io.IOException;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Puts answers together from what the codec of a connection, or of a stream of HTTP/2,
 * reads.
 */
abstract class HttpAnswerReader extends ChannelInboundHandlerAdapter {

	private final int limit;

	private @Nullable HttpAnswer answer;

	private boolean begun;

	HttpAnswerReader(int limit) {
		this.limit = limit;
	}

	/**
	 * An answer has come whole.
	 */
	abstract void answered(io.github.ablyspring.transport.HttpResponse response, boolean keepsAlive);

	/**
	 * There is no use in reading any further.
	 */
	abstract void broken(Throwable failure);

	/**
	 * Whether a part of an answer has come.
	 */
	final boolean hasBegun() {
		return this.begun;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.begun = true;
		try {
			read(message);
		}
		catch (IOException | RuntimeException ex) {
			broken(ex);
		}
		finally {
			ReferenceCountUtil.release(message);
		}
	}

	private void read(Object message) throws IOException {
		if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
			throw new IOException("not an answer in HTTP", part.decoderResult().cause());
		}
		if (message instanceof HttpResponse head) {
			if (head.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
				throw new IOException("the server has left HTTP, though nobody asked it to");
			}
			boolean interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
			this.answer = interim ? null : new HttpAnswer(head, this.limit);
		}
		HttpAnswer answer = this.answer;
		if (answer == null || !(message instanceof HttpContent content)) {
			return;
		}
		answer.add(content.content());
		if (message instanceof LastHttpContent) {
			io.github.ablyspring.transport.HttpResponse whole = answer.whole();
			this.answer = null;
			this.begun = false;
			answered(whole, answer.keepsAlive());
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
		broken(failure);
	}

}
