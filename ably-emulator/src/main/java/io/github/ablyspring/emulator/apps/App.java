package io.github.ablyspring.emulator.apps;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An application: keys, namespaces and limits. Nothing is shared between two of them.
 */
public final class App {

	private final String id;

	private final String accountId;

	private final Map<String, ApiKey> keys = new LinkedHashMap<>();

	private final Map<String, Namespace> namespaces = new LinkedHashMap<>();

	private final int maxPresenceMembers;

	/**
	 * Creates an application without keys.
	 * @param id its id
	 * @param accountId the account it belongs to
	 * @param maxPresenceMembers how many members may be present on one channel
	 */
	public App(String id, String accountId, int maxPresenceMembers) {
		this.id = id;
		this.accountId = accountId;
		this.maxPresenceMembers = maxPresenceMembers;
	}

	public String id() {
		return this.id;
	}

	public String accountId() {
		return this.accountId;
	}

	public int maxPresenceMembers() {
		return this.maxPresenceMembers;
	}

	public Collection<ApiKey> keys() {
		return Collections.unmodifiableCollection(this.keys.values());
	}

	public Collection<Namespace> namespaces() {
		return Collections.unmodifiableCollection(this.namespaces.values());
	}

	/**
	 * Adds a key.
	 * @param key the key; its name starts with the id of this application
	 */
	public void add(ApiKey key) {
		this.keys.put(key.name(), key);
	}

	/**
	 * Adds a namespace.
	 * @param namespace the namespace
	 */
	public void add(Namespace namespace) {
		this.namespaces.put(namespace.id(), namespace);
	}

	/**
	 * Finds a key.
	 * @param keyName <code>appId.keyId</code>
	 * @return the key, if there is one
	 */
	public @Nullable ApiKey key(String keyName) {
		return this.keys.get(keyName);
	}

	/**
	 * The rules for a channel.
	 * @param channelName the channel without qualifier
	 * @return those of its namespace, or none
	 */
	public Namespace namespaceOf(String channelName) {
		int colon = channelName.indexOf(':');
		String id = (colon < 0) ? channelName : channelName.substring(0, colon);
		return this.namespaces.getOrDefault(id, Namespace.NONE);
	}

	@Override
	public String toString() {
		return "App[" + this.id + "]";
	}

}
