package io.github.ablyspring.emulator.auth;

import io.github.ablyspring.emulator.apps.ApiKey;
import io.github.ablyspring.emulator.apps.App;
import org.jspecify.annotations.Nullable;

/**
 * What a token stands for.
 *
 * @param app the application
 * @param key the key it was made with
 * @param grants what it permits
 * @param clientId whom it identifies; <code>*</code> is anybody, {@code null} nobody
 * @param issued when it was made
 * @param expires when it ends
 * @param revocationKey by which it can be revoked, if by one
 */
public record TokenGrant(App app, ApiKey key, Grants grants, @Nullable String clientId, long issued, long expires,
		@Nullable String revocationKey) {
}
