package io.github.ablyspring.emulator.connection;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.ablyspring.emulator.apps.App;
import io.github.ablyspring.emulator.auth.Authority;
import io.github.ablyspring.emulator.auth.Identity;
import io.github.ablyspring.emulator.auth.Revocations.Revocation;
import io.github.ablyspring.emulator.auth.TokenGrant;
import io.github.ablyspring.emulator.channel.Channels;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.limits.EmulatorLimits;
import io.github.ablyspring.emulator.time.EmulatorLoop;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import org.jspecify.annotations.Nullable;

/**
 * All connections of an emulator.
 */
public final class Connections {

	private final Map<String, Connection> connections = new LinkedHashMap<>();

	private final ConnectionContext context;

	/**
	 * Creates an empty set.
	 * @param loop the thread and the time
	 * @param limits how much is taken
	 * @param authority who says who is who
	 * @param channels the channels
	 */
	public Connections(EmulatorLoop loop, EmulatorLimits limits, Authority authority, Channels channels) {
		this.context = new ConnectionContext(loop, limits, authority, channels);
		authority.onRevocation(this::revoked);
	}

	/**
	 * Opens a connection, or continues one.
	 * @param transport what carries it
	 * @param request what the client says
	 * @return the connection and who handles its frames
	 */
	public Connection open(Transport transport, ConnectRequest request) {
		Identity identity = this.context.authority().identify(request.credentials(), request.clientId());
		String resumeKey = request.resume();
		Connection known = (resumeKey != null) ? findByKey(resumeKey) : null;
		if (known != null && isSame(known.identity(), identity)) {
			known.handOver();
			known.key().renew();
			known.open(transport, request, identity, null);
			return known;
		}
		if (this.connections.size() >= this.context.limits().maxConnections()) {
			throw Refusals.tooManyConnections(this.context.limits().maxConnections());
		}
		ErrorInfo error = (resumeKey != null) ? Refusals.notRecoverable().errorInfo() : null;
		Connection connection = new Connection(this.context, identity,
				(ended) -> this.connections.remove(ended.connectionId()));
		this.connections.put(connection.connectionId(), connection);
		connection.open(transport, request, identity, error);
		return connection;
	}

	/**
	 * The rooms that frames of a connection are taken to.
	 * @param connection the connection
	 * @return who handles them
	 */
	public FrameHandler handlerFor(Connection connection) {
		return new FrameHandler(connection, this.context);
	}

	private static boolean isSame(Identity known, Identity identity) {
		return known.app() == identity.app() && Objects.equals(known.clientId(), identity.clientId());
	}

	/**
	 * Finds a connection by the secret that its client has.
	 * @param key the connection key
	 * @return the connection, if there is one
	 */
	public @Nullable Connection findByKey(String key) {
		int end = key.indexOf('!');
		Connection connection = (end > 0) ? this.connections.get(key.substring(0, end)) : null;
		return (connection != null && connection.key().isShown(key)) ? connection : null;
	}

	/**
	 * All connections, also those that are lost and may come back.
	 * @return the connections
	 */
	public Collection<Connection> all() {
		return List.copyOf(this.connections.values());
	}

	/**
	 * Ends all connections to an application that is no more.
	 * @param app the application
	 */
	public void remove(App app) {
		for (Connection connection : all()) {
			if (connection.identity().app() == app) {
				connection.fail(Refusals.unknownApp().errorInfo());
			}
		}
	}

	/**
	 * How many connections there are, with those that are lost.
	 * @return the number
	 */
	public int size() {
		return this.connections.size();
	}

	private void revoked(Revocation revocation) {
		for (Connection connection : all()) {
			TokenGrant token = connection.identity().token();
			if (token != null && revocation.concerns(token)) {
				long wait = revocation.appliesAt() - this.context.loop().now();
				if (wait <= 0) {
					connection.disconnect(Refusals.tokenRevoked().errorInfo());
				}
				else {
					connection.askForToken();
					this.context.loop().schedule(wait, () -> checkToken(connection));
				}
			}
		}
	}

	private void checkToken(Connection connection) {
		TokenGrant token = connection.identity().token();
		if (token == null) {
			return;
		}
		try {
			this.context.authority().requireValid(token);
		}
		catch (AblyException ex) {
			connection.disconnect(ex.errorInfo());
		}
	}

}
