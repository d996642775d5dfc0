package io.github.ablyspring.emulator.net;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.fault.Fault;
import io.github.ablyspring.emulator.rest.RestApi;
import io.github.ablyspring.emulator.rest.RestRequest;
import io.github.ablyspring.emulator.rest.RestResponse;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.WireFormat;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the requests that come over a socket, one after the other, until one of them
 * makes it a WebSocket.
 */
final class HttpHandler extends ChannelInboundHandlerAdapter {

	private static final Logger logger = LoggerFactory.getLogger(HttpHandler.class);

	// requests sent ahead of the answers
	private static final int MAX_PIPELINED = 64;

	private static final int MAX_PIPELINED_BYTES = 8 * 1024 * 1024;

	private static final String CONTROL = "/" + RestApi.CONTROL + "/";

	private final PortContext port;

	private final Deque<FullHttpRequest> waiting = new ArrayDeque<>();

	private int waitingBytes;

	private boolean busy;

	// whom it concerns when the client goes before it is answered
	private @Nullable Runnable goneListener;

	HttpHandler(PortContext port) {
		this.port = port;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (!(message instanceof FullHttpRequest request)) {
			ReferenceCountUtil.release(message);
			return;
		}
		if (this.busy) {
			this.waiting.add(request);
			this.waitingBytes += request.content().readableBytes();
			if (this.waiting.size() > MAX_PIPELINED || this.waitingBytes > MAX_PIPELINED_BYTES) {
				context.close();
			}
			return;
		}
		accept(context, request);
	}

	private void accept(ChannelHandlerContext context, FullHttpRequest request) {
		this.busy = true;
		try {
			if (request.decoderResult().isFailure()) {
				respond(context, request, RestResponse.refused(ErrorInfo.of(40000, 400, "The request is malformed")),
						WireFormat.JSON, false);
			}
			else if (isUpgrade(request)) {
				upgrade(context, request);
			}
			else if (request.method().equals(HttpMethod.OPTIONS) && !request.uri().startsWith(CONTROL)) {
				write(context, HttpAnswers.preflight(request), HttpUtil.isKeepAlive(request));
			}
			else {
				handle(context, request);
			}
		}
		catch (RuntimeException ex) {
			ErrorInfo error = (ex instanceof AblyException refusal) ? refusal.errorInfo()
					: Refusals.badRequest("The request is malformed").errorInfo();
			respond(context, request, RestResponse.refused(error), WireFormat.JSON, false);
		}
		finally {
			request.release();
		}
	}

	private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
		QueryStringDecoder uri = new QueryStringDecoder(request.uri());
		Fault fault = this.port.gate().connecting(uri.path(), query(uri));
		if (fault instanceof Fault.HttpAnswer answer) {
			RestResponse instead = RestResponse.of(answer.status(), answer.body()).with(answer.headers());
			respond(context, request, instead, WireFormat.JSON, false);
		}
		else {
			this.port.upgrade(context, request, fault);
		}
	}

	private static boolean isUpgrade(FullHttpRequest request) {
		return request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
	}

	private void handle(ChannelHandlerContext context, FullHttpRequest request) {
		RestRequest rest = toRest(request);
		boolean keepAlive = HttpUtil.isKeepAlive(request);
		if (RestApi.isControl(rest)) {
			respond(context, request, this.port.api().handle(rest), rest.responseFormat(), keepAlive);
			return;
		}
		String path = new QueryStringDecoder(request.uri()).path();
		Fault fault = this.port.gate().request(rest.method(), path, rest.query(), rest.headers());
		if (fault instanceof Fault.HttpAnswer answer) {
			if (answer.afterwards()) {
				this.port.api().handle(rest);
			}
			RestResponse instead = RestResponse.of(answer.status(), answer.body()).with(answer.headers());
			respond(context, request, instead, rest.responseFormat(), keepAlive);
		}
		else if (fault instanceof Fault.Delay delay) {
			this.port.loop().schedule(delay.time().toMillis(), () -> {
				if (context.channel().isActive()) {
					perform(context, path, rest, keepAlive);
				}
			});
		}
		else if (fault instanceof Fault.Disconnect || fault instanceof Fault.Refuse) {
			context.close();
		}
		else if (!(fault instanceof Fault.Stall)) {
			perform(context, path, rest, keepAlive);
		}
	}

	private void perform(ChannelHandlerContext context, String path, RestRequest rest, boolean keepAlive) {
		if (Comet.isComet(rest)) {
			this.port.comet().handle(rest, new LaterAnswer(context, path, keepAlive));
		}
		else {
			answer(context, path, this.port.api().handle(rest), rest.responseFormat(), keepAlive);
		}
	}

	private static RestRequest toRest(FullHttpRequest request) {
		QueryStringDecoder uri = new QueryStringDecoder(request.uri());
		Map<String, String> headers = new LinkedHashMap<>();
		for (Map.Entry<String, String> header : request.headers()) {
			headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
		}
		return new RestRequest(request.method().name(), RestRequest.segments(uri.rawPath()), query(uri), headers,
				ByteBufUtil.getBytes(request.content()));
	}

	/**
	 * The parameters of an address, of each the first value.
	 * @param uri the address
	 * @return the parameters
	 */
	static Map<String, String> query(QueryStringDecoder uri) {
		Map<String, String> query = new LinkedHashMap<>();
		for (Map.Entry<String, List<String>> entry : uri.parameters().entrySet()) {
			query.put(entry.getKey(), entry.getValue().get(0));
		}
		return query;
	}

	private void respond(ChannelHandlerContext context, FullHttpRequest request, RestResponse answer, WireFormat format,
			boolean keepAlive) {
		answer(context, new QueryStringDecoder(request.uri()).path(), answer, format, keepAlive);
	}

	private void answer(ChannelHandlerContext context, String path, RestResponse answer, WireFormat format,
			boolean keepAlive) {
		FullHttpResponse response = HttpAnswers.of(answer, format);
		if (!path.startsWith(CONTROL)) {
			HttpAnswers.openToBrowsers(response);
			this.port.gate().response(path, answer.status());
		}
		write(context, response, keepAlive);
	}

	private void write(ChannelHandlerContext context, FullHttpResponse response, boolean keepAlive) {
		if (!keepAlive) {
			response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
		}
		context.writeAndFlush(response).addListener((written) -> {
			if (!keepAlive || !written.isSuccess()) {
				context.close();
			}
		});
		this.busy = false;
		FullHttpRequest next = this.waiting.poll();
		if (next != null) {
			this.waitingBytes -= next.content().readableBytes();
			context.executor().execute(() -> channelRead(context, next));
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		Runnable listener = this.goneListener;
		this.goneListener = null;
		if (listener != null) {
			listener.run();
		}
		context.fireChannelInactive();
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		this.waiting.forEach(ReferenceCountUtil::release);
		this.waiting.clear();
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		if (event instanceof IdleStateEvent && !this.busy) {
			context.close();
			return;
		}
		context.fireUserEventTriggered(event);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (!(cause instanceof IOException)) {
			logger.debug("A socket is closed because of a failure", cause);
		}
		context.close();
	}

	/**
	 * A request over this socket that waits for its answer.
	 */
	private final class LaterAnswer implements Exchange {

		private final ChannelHandlerContext context;

		private final String path;

		private final boolean keepAlive;

		LaterAnswer(ChannelHandlerContext context, String path, boolean keepAlive) {
			this.context = context;
			this.path = path;
			this.keepAlive = keepAlive;
		}

		@Override
		public void answer(RestResponse response) {
			HttpHandler.this.goneListener = null;
			if (this.context.channel().isActive()) {
				HttpHandler.this.answer(this.context, this.path, response, WireFormat.JSON, this.keepAlive);
			}
		}

		@Override
		public void cut() {
			this.context.close();
		}

		@Override
		public void onGone(Runnable listener) {
			HttpHandler.this.goneListener = listener;
		}

	}

}
