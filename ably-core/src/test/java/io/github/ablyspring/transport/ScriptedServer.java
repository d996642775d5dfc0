package io.github.ablyspring.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Answers what a script says, byte for byte, on as many connections as are opened.
 */
final class ScriptedServer implements AutoCloseable {

	private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final Script script;

	private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

	private final List<Socket> connections = Collections.synchronizedList(new ArrayList<>());

	private final List<CompletableFuture<Void>> closed = Collections.synchronizedList(new ArrayList<>());

	ScriptedServer(Script script) throws IOException {
		this.script = script;
		start(this::accept);
	}

	URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.listening.getLocalPort() + path);
	}

	/**
	 * The requests in the order in which they came, each with the number of its
	 * connection.
	 */
	List<String> requests() {
		return List.copyOf(this.requests);
	}

	int connections() {
		return this.connections.size();
	}

	/** Completes when the client has closed a connection, over which it has asked. */
	CompletableFuture<Void> closed(int connection) {
		return this.closed.get(connection);
	}

	/** Sends what nobody has asked for. */
	void send(int connection, String text) throws IOException {
		this.connections.get(connection).getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.listening.accept();
				int number = this.connections.size();
				this.closed.add(new CompletableFuture<>());
				this.connections.add(socket);
				start(() -> serve(socket, number));
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private void serve(Socket socket, int connection) {
		try (socket) {
			InputStream in = socket.getInputStream();
			for (int number = 0;; number++) {
				String head = head(in);
				if (head == null) {
					break;
				}
				String body = new String(in.readNBytes(length(head)), StandardCharsets.UTF_8);
				this.requests.add(connection + " " + head + body);
				String answer = this.script.answer(connection, number, head);
				if (answer == null) {
					break;
				}
				socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
				if (this.script.closesAfter(number)) {
					break;
				}
			}
		}
		catch (IOException ex) {
			// the client is gone
		}
		this.closed.get(connection).complete(null);
	}

	private static @Nullable String head(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int next = in.read();
			if (next == -1) {
				return null;
			}
			head.append((char) next);
		}
		return head.toString();
	}

	private static int length(String head) {
		return head.lines()
			.filter((line) -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
			.mapToInt((line) -> Integer.parseInt(line.substring(15).trim()))
			.findFirst()
			.orElse(0);
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "scripted-server");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.listening.close();
		for (Socket socket : List.copyOf(this.connections)) {
			socket.close();
		}
	}

	/** Says what to answer. */
	@FunctionalInterface
	interface Script {

		/**
		 * @param connection the number of the connection, from 0
		 * @param request the number of the request on it, from 0
		 * @param head the request but for its body
		 * @return the bytes to answer; an empty text to answer nothing yet, {@code null}
		 * to close
		 */
		@Nullable String answer(int connection, int request, String head);

		/** Whether a connection is closed after the answer to a request. */
		default boolean closesAfter(int request) {
			return false;
		}

	}

}
