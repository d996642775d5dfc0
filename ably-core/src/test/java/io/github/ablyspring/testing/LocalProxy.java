package io.github.ablyspring.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * A proxy on this machine that asks for credentials: HTTP with CONNECT, or SOCKS 5. It
 * goes to this machine whatever host it is asked for.
 */
public final class LocalProxy implements AutoCloseable {

	/** Who may pass. */
	public static final String USERNAME = "proxy-user";

	/** The password of that user. */
	public static final String PASSWORD = "proxy-password";

	private final ServerSocket server;

	private final boolean socks;

	private final List<String> targets = new CopyOnWriteArrayList<>();

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private LocalProxy(boolean socks) {
		this.socks = socks;
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		daemon(this::accept);
	}

	/**
	 * Starts an HTTP proxy.
	 * @return the proxy
	 */
	public static LocalProxy http() {
		return new LocalProxy(false);
	}

	/**
	 * Starts a SOCKS proxy.
	 * @return the proxy
	 */
	public static LocalProxy socks5() {
		return new LocalProxy(true);
	}

	/**
	 * Where it listens.
	 * @return the port
	 */
	public int port() {
		return this.server.getLocalPort();
	}

	/**
	 * Where clients have been led, as they called it.
	 * @return {@code host:port}, in order
	 */
	public List<String> targets() {
		return this.targets;
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket client = this.server.accept();
				this.sockets.add(client);
				daemon(() -> serve(client));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket client) {
		try {
			DataInputStream in = new DataInputStream(client.getInputStream());
			OutputStream out = client.getOutputStream();
			String target = this.socks ? socksTarget(in, out) : httpTarget(in, out);
			if (target == null) {
				client.close();
				return;
			}
			this.targets.add(target);
			int port = Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
			Socket upstream = new Socket(InetAddress.getLoopbackAddress(), port);
			this.sockets.add(upstream);
			out.write(this.socks ? new byte[] { 5, 0, 0, 1, 0, 0, 0, 0, 0, 0 }
					: "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			out.flush();
			daemon(() -> copy(upstream, client));
			copy(client, upstream);
		}
		catch (IOException ex) {
			// the test is over, or the client has gone
		}
	}

	private static @Nullable String httpTarget(DataInputStream in, OutputStream out) throws IOException {
		String request = line(in);
		String expected = "basic "
				+ Base64.getEncoder().encodeToString((USERNAME + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
		boolean allowed = false;
		for (String header = line(in); !header.isEmpty(); header = line(in)) {
			String lower = header.toLowerCase(Locale.ROOT);
			allowed |= lower.startsWith("proxy-authorization:")
					&& header.substring(20).trim().equalsIgnoreCase(expected);
		}
		if (!allowed) {
			out.write("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
				.getBytes(StandardCharsets.US_ASCII));
			return null;
		}
		return request.split(" ")[1];
	}

	private static @Nullable String socksTarget(DataInputStream in, OutputStream out) throws IOException {
		in.readByte();
		in.readFully(new byte[in.readUnsignedByte()]);
		out.write(new byte[] { 5, 2 });
		in.readByte();
		boolean allowed = text(in).equals(USERNAME) & text(in).equals(PASSWORD);
		out.write(new byte[] { 1, (byte) (allowed ? 0 : 1) });
		if (!allowed) {
			return null;
		}
		in.readFully(new byte[3]);
		String host = switch (in.readByte()) {
			case 1 -> InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
			case 3 -> text(in);
			default -> InetAddress.getByAddress(in.readNBytes(16)).getHostAddress();
		};
		return host + ":" + in.readUnsignedShort();
	}

	private static String text(DataInputStream in) throws IOException {
		return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
	}

	private static String line(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
			if (c != '\r') {
				line.append((char) c);
			}
		}
		return line.toString();
	}

	private static void copy(Socket from, Socket to) {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
			to.shutdownOutput();
		}
		catch (IOException ex) {
			// either side has gone
		}
	}

	private static void daemon(Runnable task) {
		Thread thread = new Thread(task, "local-proxy");
		thread.setDaemon(true);
		thread.start();
	}

}
