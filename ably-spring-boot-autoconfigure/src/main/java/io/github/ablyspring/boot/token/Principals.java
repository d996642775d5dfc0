package io.github.ablyspring.boot.token;

import java.net.InetSocketAddress;
import java.security.Principal;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.util.ClassUtils;

/**
 * Tells who is somebody, and from where. Spring Security has a principal for nobody, too.
 */
final class Principals {

	private static final boolean SECURITY = ClassUtils.isPresent("org.springframework.security.core.Authentication",
			Principals.class.getClassLoader());

	private Principals() {
	}

	static @Nullable Principal somebody(@Nullable Principal principal) {
		return (principal == null || (SECURITY && Security.isNobody(principal))) ? null : principal;
	}

	/** A proxy may have put a name, or none at all, in the place of an address. */
	static String address(InetSocketAddress remote) {
		return (remote.getAddress() != null) ? remote.getAddress().getHostAddress() : remote.getHostString();
	}

	private static final class Security {

		private static boolean isNobody(Principal principal) {
			return principal instanceof Authentication authentication && (!authentication.isAuthenticated()
					|| new AuthenticationTrustResolverImpl().isAnonymous(authentication));
		}

	}

}
