package io.github.ablyspring.benchmarks.suite;

import java.util.List;

/**
 * What the suite is asked to do.
 *
 * @param rounds how often everything is measured
 * @param only the beginnings of the names of what to measure; everything if there is none
 * @param formats which formats
 * @param subjects which clients
 */
record Arguments(int rounds, List<String> only, List<String> formats, List<String> subjects) {

	static final String USAGE = """
			Arguments, all optional:
			  rounds=5                                  how often everything is measured
			  only=receive,publish-ack                  what to measure, by the beginnings of names
			  format=json,msgpack                       in which formats
			  subjects=ours,ably-java,ably-js,netty     which clients
			  --quick                                   one round, msgpack, without ably-js
			""";

	static Arguments parse(String[] arguments) {
		String rounds = "5";
		String only = "";
		String format = "json,msgpack";
		String subjects = "ours,ably-java,ably-js,netty";
		for (String argument : arguments) {
			String value = argument.substring(argument.indexOf('=') + 1);
			switch (argument.replaceFirst("=.*", "")) {
				case "--quick" -> {
					rounds = "1";
					format = "msgpack";
					subjects = "ours,ably-java,netty";
				}
				case "rounds" -> rounds = value;
				case "only" -> only = value;
				case "format" -> format = value;
				case "subjects" -> subjects = value;
				default -> throw new IllegalArgumentException("Unknown argument: " + argument + "\n" + USAGE);
			}
		}
		return new Arguments(Integer.parseInt(rounds), list(only), list(format), list(subjects));
	}

	boolean chooses(String measurement) {
		return this.only.isEmpty() || this.only.stream().anyMatch(measurement::startsWith);
	}

	private static List<String> list(String value) {
		return value.isEmpty() ? List.of() : List.of(value.split(","));
	}

}
