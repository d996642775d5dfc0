package io.github.ablyspring.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The credentials in an {@link Action#AUTH} message (AD1).
 *
 * @param accessToken the token
 */
public record AuthDetails(@Nullable String accessToken) {

	/** How the details travel. */
	public static final WireType<AuthDetails> TYPE = WireType.describe("AuthDetails", Fields::new, Fields::build)
		.string("accessToken", AuthDetails::accessToken, (to, token) -> to.accessToken = token)
		.build();

	/** Does not show the token. */
	@Override
	public String toString() {
		return "AuthDetails[accessToken=" + ((this.accessToken != null) ? "***" : null) + "]";
	}

	/** Gathers the fields while details are read. */
	private static final class Fields {

		@Nullable String accessToken;

		AuthDetails build() {
			return new AuthDetails(this.accessToken);
		}

	}

}
