package io.github.ablyspring.emulator.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.apps.ApiKey;
import io.github.ablyspring.emulator.auth.Authority.IssuedToken;
import io.github.ablyspring.emulator.auth.Credentials;
import io.github.ablyspring.emulator.auth.Identity;
import io.github.ablyspring.emulator.auth.Revocations.Revocation;
import io.github.ablyspring.emulator.auth.Revocations.Type;
import io.github.ablyspring.emulator.auth.TokenGrant;
import io.github.ablyspring.emulator.auth.TokenRequest;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.wire.Tree;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a key: tokens are requested and revoked.
 */
final class KeyRoutes {

	private static final int MAX_TARGETS = 100;

	private final RestContext context;

	private KeyRoutes(RestContext context) {
		this.context = context;
	}

	static void addTo(Router router, RestContext context) {
		KeyRoutes routes = new KeyRoutes(context);
		router
			.on("POST", "/keys/{key}/requestToken",
					(request, path) -> routes.requestToken(request, path.getOrDefault("key", "")))
			// some clients send everything in the query
			.on("GET", "/keys/{key}/requestToken",
					(request, path) -> routes.requestToken(request, path.getOrDefault("key", "")))
			.on("POST", "/keys/{key}/revokeTokens",
					(request, path) -> routes.revokeTokens(request, path.getOrDefault("key", "")));
	}

	private RestResponse requestToken(RestRequest request, String keyName) {
		Map<String, @Nullable Object> fields = request.method().equals("GET") ? new LinkedHashMap<>(request.query())
				: request.fields();
		Credentials credentials = (request.header("authorization") != null || request.query().containsKey("key"))
				? request.credentials() : null;
		IssuedToken issued = this.context.authority().issue(keyName, TokenRequest.of(fields), credentials);
		TokenGrant grant = issued.grant();
		Map<String, @Nullable Object> tree = new LinkedHashMap<>();
		tree.put("token", issued.token());
		tree.put("keyName", grant.key().name());
		tree.put("issued", grant.issued());
		tree.put("expires", grant.expires());
		tree.put("capability", grant.grants().toJson());
		if (grant.clientId() != null) {
			tree.put("clientId", grant.clientId());
		}
		return RestResponse.created(tree);
	}

	private RestResponse revokeTokens(RestRequest request, String keyName) {
		Identity identity = this.context.identify(request);
		if (identity.token() != null) {
			throw Refusals.revocationNeedsBasic();
		}
		if (!identity.key().name().equals(keyName)) {
			throw Refusals.wrongKeyForRevocation();
		}
		if (!identity.key().revocableTokens()) {
			throw Refusals.keyNotRevocable();
		}
		Map<String, @Nullable Object> fields = request.fields();
		List<@Nullable Object> targets = Tree.listOrOne(fields.get("targets"));
		if (targets.isEmpty() || targets.size() > MAX_TARGETS) {
			throw Refusals.badParameter("Between one and " + MAX_TARGETS + " targets are revoked at once");
		}
		Long issuedBefore = Tree.number(fields, "issuedBefore");
		if (issuedBefore != null && issuedBefore > this.context.loop().now()) {
			throw Refusals.badParameter("issuedBefore is in the future");
		}
		Batch batch = new Batch();
		for (Object target : targets) {
			batch.add(Map.of("target", String.valueOf(target)), () -> revoke(identity.key(), String.valueOf(target),
					issuedBefore, Tree.flag(fields, "allowReauthMargin")));
		}
		return batch.respond(request, 201);
	}

	private Map<String, @Nullable Object> revoke(ApiKey key, String target, @Nullable Long issuedBefore,
			boolean margin) {
		int colon = target.indexOf(':');
		Type type = type((colon < 0) ? target : target.substring(0, colon));
		Revocation revocation = this.context.authority()
			.revoke(key, type, target.substring(colon + 1), issuedBefore, margin);
		Map<String, @Nullable Object> tree = new LinkedHashMap<>();
		tree.put("issuedBefore", revocation.issuedBefore());
		tree.put("appliesAt", revocation.appliesAt());
		return tree;
	}

	private static Type type(String name) {
		List<String> known = new ArrayList<>();
		for (Type type : Type.values()) {
			if (type.wireName().equals(name)) {
				return type;
			}
			known.add(type.wireName());
		}
		throw Refusals.badRequest("A target is one of " + known + ", a colon and a value");
	}

}
