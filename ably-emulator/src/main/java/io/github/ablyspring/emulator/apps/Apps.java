package io.github.ablyspring.emulator.apps;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.ablyspring.emulator.error.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * All applications of an emulator.
 */
public final class Apps {

	private final Map<String, App> apps = new LinkedHashMap<>();

	private final int limit;

	/**
	 * Creates an empty set.
	 * @param limit how many there may be
	 */
	public Apps(int limit) {
		this.limit = limit;
	}

	/**
	 * Adds an application.
	 * @param app the application
	 */
	public void add(App app) {
		if (this.apps.size() >= this.limit) {
			throw Refusals.badRequest("More than " + this.limit + " applications");
		}
		this.apps.put(app.id(), app);
	}

	/**
	 * Removes an application.
	 * @param appId its id
	 * @return the application, if there was one
	 */
	public @Nullable App remove(String appId) {
		return this.apps.remove(appId);
	}

	/**
	 * Finds an application.
	 * @param appId its id
	 * @return the application, if there is one
	 */
	public @Nullable App find(String appId) {
		return this.apps.get(appId);
	}

	public Collection<App> all() {
		return Collections.unmodifiableCollection(this.apps.values());
	}

	/**
	 * Finds the key that some credentials name, or refuses as the service does.
	 * @param keyName <code>appId.keyId</code>
	 * @return the key and its application
	 */
	public Owned requireKey(String keyName) {
		int dot = keyName.indexOf('.');
		App app = requireApp((dot < 0) ? "" : keyName.substring(0, dot));
		ApiKey key = app.key(keyName);
		if (key == null) {
			throw Refusals.unknownKey();
		}
		return new Owned(app, key);
	}

	/**
	 * Finds the application that some credentials name, or refuses as the service does.
	 * @param appId its id
	 * @return the application
	 */
	public App requireApp(String appId) {
		App app = this.apps.get(appId);
		if (app != null) {
			return app;
		}
		if (!Ids.isAppId(appId)) {
			throw Refusals.badCredentials("The credentials name no application");
		}
		throw Refusals.unknownApp();
	}

	/**
	 * A key and the application it belongs to.
	 *
	 * @param app the application
	 * @param key the key
	 */
	public record Owned(App app, ApiKey key) {
	}

}
