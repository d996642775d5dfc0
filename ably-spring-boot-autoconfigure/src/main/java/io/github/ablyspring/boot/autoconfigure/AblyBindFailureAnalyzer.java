package io.github.ablyspring.boot.autoconfigure;

import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/**
 * Tells which property of a client cannot be bound without showing what it was set to,
 * where that is, or might be, a secret. Goes before Spring Boot's own, which shows it.
 */
@Order(0)
final class AblyBindFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private static final ConfigurationPropertyName ABLY = ConfigurationPropertyName.of("ably");

	private static final Set<String> SECRETS = Set.of("key", "token", "authurl", "authheaders", "authparams", "recover",
			"transportparams", "proxy", "password", "cipherkey", "channels", "clients");

	/** What has members of any name, which are secret or have such members. */
	private static final Set<String> GROUPS = Set.of("authheaders", "authparams", "transportparams", "channels",
			"clients");

	private static final Pattern KEY = Pattern.compile("[^\\s.:]+\\.[^\\s.:]+:\\S+");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		ConfigurationProperty property = cause.getProperty();
		ConfigurationPropertyName name = (property != null) ? property.getName() : cause.getName();
		if (!ABLY.isAncestorOf(name) || !(isSecret(name) || looksSecret(property))) {
			return null;
		}
		String description = "The property '" + name + "'";
		if (property != null && property.getOrigin() != null) {
			description += " (" + property.getOrigin() + ")";
		}
		return new FailureAnalysis(
				description + " cannot be read as " + cause.getTarget().getType()
						+ ". Its value is not shown, as it may be secret.",
				"Correct the property, or take it away.", cause);
	}

	private static boolean isSecret(ConfigurationPropertyName name) {
		int last = name.getNumberOfElements() - 1;
		return SECRETS.contains(name.getElement(last, ConfigurationPropertyName.Form.UNIFORM))
				|| GROUPS.contains(name.getElement(last - 1, ConfigurationPropertyName.Form.UNIFORM));
	}

	/** A key may have got to where something else belongs. */
	private static boolean looksSecret(@Nullable ConfigurationProperty property) {
		return property != null && KEY.matcher(String.valueOf(property.getValue())).find();
	}

}
