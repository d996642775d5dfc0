package io.github.ablyspring.integration.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.ably.lib.realtime.AblyRealtime;

/**
 * What an application can reach of the official client for Java.
 */
final class AblyJavaApi {

	private static final Pattern CLASS = Pattern
		.compile("io/ably/lib/(realtime|rest|types|push|objects/.+|objects|util)/(\\w+(\\$[A-Z]\\w*)*)\\.class");

	/** Of the utilities only these are for applications. */
	private static final Set<String> UTILITIES = Set.of("Crypto", "Log", "EventEmitter", "ReconnectionStrategy");

	/** Public, as other packages of the client need them, but of no use elsewhere. */
	private static final Pattern INTERNAL = Pattern
		.compile(".*(Serializer|BodyHandler|Multicaster|ProtocolMessage|DecodingContext|Reader|AblyBase.*Internal).*");

	private static final Set<String> EVERYWHERE = Set.of("equals", "hashCode", "toString", "clone");

	private static final Set<String> OF_ENUMS = Set.of("values", "valueOf");

	private AblyJavaApi() {
	}

	/** The types, and the names of their methods and fields. */
	static Map<String, Set<String>> read() {
		Map<String, Set<String>> api = new TreeMap<>();
		try (JarFile jar = new JarFile(
				Path.of(AblyRealtime.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toFile())) {
			jar.stream()
				.map(JarEntry::getName)
				.filter((name) -> CLASS.matcher(name).matches() && !INTERNAL.matcher(name).matches())
				.map(AblyJavaApi::load)
				.filter(AblyJavaApi::isForApplications)
				.forEach((type) -> api.computeIfAbsent(name(type), (name) -> new TreeSet<>()).addAll(members(type)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
		return api;
	}

	private static Class<?> load(String name) {
		try {
			return Class.forName(name.replace('/', '.').replace(".class", ""), false,
					AblyJavaApi.class.getClassLoader());
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean isForApplications(Class<?> type) {
		for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
			if (!Modifier.isPublic(outer.getModifiers())) {
				return false;
			}
		}
		String simple = type.getName().replaceAll(".*\\.", "").replaceAll("\\$.*", "");
		return !type.getPackageName().endsWith(".util") || UTILITIES.contains(simple);
	}

	/** The name by which applications know a type. */
	private static String name(Class<?> type) {
		String name = type.getName()
			.replaceAll(".*\\.", "")
			.replace('$', '.')
			.replace("AblyBase", "AblyRest")
			.replace("ChannelBase", "Channel")
			.replace("PushBase", "Push");
		return (type.getPackageName().endsWith(".rest") && name.startsWith("Channel")) ? "rest." + name : name;
	}

	private static Set<String> members(Class<?> type) {
		Set<String> members = new TreeSet<>();
		if (!type.getPackageName().contains(".objects")) {
			Stream.<Member>concat(Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredFields()))
				.filter((member) -> Modifier.isPublic(member.getModifiers()) && !member.isSynthetic())
				.filter((member) -> !(member instanceof Field field && field.isEnumConstant()))
				.map(Member::getName)
				.filter((member) -> !EVERYWHERE.contains(member))
				.filter((member) -> !(type.isEnum() && OF_ENUMS.contains(member)))
				.forEach(members::add);
		}
		return members;
	}

}
