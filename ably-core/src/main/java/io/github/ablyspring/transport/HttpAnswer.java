package io.github.ablyspring.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;

/**
 * An answer that is coming in. Its bytes are counted, packed and unpacked: a few
 * kilobytes may unpack to gigabytes.
 */
final class HttpAnswer {

	/** What this reads. */
	static final String ENCODINGS = "gzip";

	private static final byte[] NOTHING = {};

	private static final int MAX_RESERVED = 64 * 1024;

	private final HttpResponse head;

	private final int limit;

	private byte[] body;

	private int length;

	HttpAnswer(HttpResponse head, int limit) {
		this.head = head;
		this.limit = limit;
		// no more than a little on the word of the server alone
		long announced = HttpUtil.getContentLength(head, 0L);
		this.body = (announced > 0) ? new byte[(int) Math.min(announced, Math.min(limit, MAX_RESERVED))] : NOTHING;
	}

	void add(ByteBuf content) {
		int more = content.readableBytes();
		makeRoom(more);
		content.readBytes(this.body, this.length, more);
		this.length += more;
	}

	io.github.ablyspring.transport.HttpResponse whole() throws IOException {
		if (isPacked() && this.length > 0) {
			unpack();
		}
		byte[] bytes = (this.length == this.body.length) ? this.body : Arrays.copyOf(this.body, this.length);
		return new io.github.ablyspring.transport.HttpResponse(this.head.status().code(),
				HttpHeaders.of(this.head.headers().entries()), bytes);
	}

	boolean keepsAlive() {
		return HttpUtil.isKeepAlive(this.head);
	}

	private boolean isPacked() {
		String encoding = this.head.headers().get(HttpHeaderNames.CONTENT_ENCODING);
		return encoding != null && ("gzip".equalsIgnoreCase(encoding) || "x-gzip".equalsIgnoreCase(encoding));
	}

	private void unpack() throws IOException {
		try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(this.body, 0, this.length))) {
			this.body = new byte[Math.min(this.limit, Math.max(1024, 4 * this.length))];
			this.length = 0;
			for (int next = in.read(); next != -1; next = in.read()) {
				makeRoom(1);
				this.body[this.length++] = (byte) next;
				int more = in.read(this.body, this.length, this.body.length - this.length);
				this.length += Math.max(more, 0);
			}
		}
	}

	private void makeRoom(int more) {
		if (more > this.limit - this.length) {
			throw new TransportException(TransportException.Kind.OTHER,
					"The answer has more than " + this.limit + " bytes; ask for smaller pages");
		}
		if (more > this.body.length - this.length) {
			long doubled = Math.min(this.length * 2L, this.limit);
			this.body = Arrays.copyOf(this.body, (int) Math.max(this.length + more, doubled));
		}
	}

}
