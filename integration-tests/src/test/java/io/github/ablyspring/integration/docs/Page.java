package io.github.ablyspring.integration.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param path where it is, from the root of the repository
 * @param text what it says
 */
record Page(String path, String text) {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern FENCE = Pattern
		.compile("(?ms)^(?<indent> *)```(?<language>\\w+)\\n(?<text>.*?)^ *```$");

	private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

	private static final Pattern ROW = Pattern.compile("(?m)^\\|(.+)\\|$");

	/** README, CONTRIBUTING and everything in docs. */
	static List<Page> all() {
		List<Page> pages = new ArrayList<>();
		for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
			pages.add(at(name));
		}
		try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
			files.filter((file) -> file.toString().endsWith(".md"))
				.sorted()
				.forEach((file) -> pages.add(at(ROOT.relativize(file).toString())));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return pages;
	}

	static Page at(String path) {
		try {
			return new Page(path, Files.readString(ROOT.resolve(path)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What stands in fences of a language. */
	List<Fence> fences(String language) {
		return FENCE.matcher(this.text)
			.results()
			.filter((fence) -> fence.group(2).equals(language))
			.map(this::fence)
			.toList();
	}

	private Fence fence(MatchResult match) {
		int line = (int) this.text.substring(0, match.start()).lines().count() + 1;
		return new Fence(this.path + ":" + line, match.group(3).indent(-match.group(1).length()));
	}

	/** The cells of all rows of all tables. */
	List<List<String>> rows() {
		return ROW.matcher(this.text)
			.results()
			.map((row) -> Stream.of(row.group(1).split("(?<!\\\\)\\|")).map(String::strip).toList())
			.toList();
	}

	/** Links that lead nowhere. */
	Set<String> brokenLinks() {
		Set<String> broken = new TreeSet<>();
		LINK.matcher(withoutFences()).results().map((link) -> link.group(1)).forEach((link) -> {
			if (!link.contains("://") && !leadsSomewhere(link)) {
				broken.add(this.path + ": " + link);
			}
		});
		return broken;
	}

	private boolean leadsSomewhere(String link) {
		String[] parts = link.split("#", 2);
		Path target = parts[0].isEmpty() ? ROOT.resolve(this.path)
				: ROOT.resolve(this.path).resolveSibling(parts[0]).normalize();
		if (!Files.exists(target)) {
			return false;
		}
		return parts.length == 1 || at(ROOT.relativize(target).toString()).anchors().contains(parts[1]);
	}

	/** As the code hosts name headings in links. */
	private Set<String> anchors() {
		Map<String, Integer> seen = new HashMap<>();
		Set<String> anchors = new TreeSet<>();
		HEADING.matcher(withoutFences()).results().forEach((heading) -> {
			String anchor = heading.group(1)
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{Alnum} _-]", "")
				.replace(' ', '-');
			int times = seen.merge(anchor, 1, Integer::sum) - 1;
			anchors.add((times > 0) ? anchor + "-" + times : anchor);
		});
		return anchors;
	}

	private String withoutFences() {
		return FENCE.matcher(this.text).replaceAll("");
	}

	@Override
	public String toString() {
		return this.path;
	}

	/**
	 * What stands in a fence.
	 *
	 * @param where the page and the line
	 * @param text what it says
	 */
	record Fence(String where, String text) {

		@Override
		public String toString() {
			return this.where;
		}

	}

}
