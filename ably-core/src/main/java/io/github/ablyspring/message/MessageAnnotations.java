package io.github.ablyspring.message;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.ablyspring.protocol.WireMessageAnnotations;
import org.jspecify.annotations.Nullable;

/**
 * What the annotations of a message add up to (TM8).
 * <p>
 * The name of an annotation type ends in the way it is summed up; ask for a summary in
 * the way that fits the type:
 *
 * <pre class="code">
 * message.annotations().distinct("reaction:distinct.v1").get("like").total()
 * </pre>
 *
 * A summary of a kind that this version of the library does not know is there all the
 * same, as a JSON tree in {@link #summary()}.
 *
 * @param summary the summaries by annotation type, as JSON trees
 */
public record MessageAnnotations(Map<String, Map<String, @Nullable Object>> summary) {

	/** No annotations. */
	public static final MessageAnnotations NONE = new MessageAnnotations(Map.of());

	public MessageAnnotations {
		summary = Map.copyOf(summary);
	}

	/**
	 * How many annotations of a type {@code total.v1} there are.
	 * @param type the annotation type
	 * @return its summary, zero if there is none
	 */
	public SummaryTotal total(String type) {
		return SummaryTotal.totalV1(of(type));
	}

	/**
	 * Who has made an annotation of a type {@code flag.v1}.
	 * @param type the annotation type
	 * @return its summary, empty if there is none
	 */
	public SummaryClientIdList flag(String type) {
		return SummaryClientIdList.flagV1(of(type));
	}

	/**
	 * Who has made which annotations of a type {@code distinct.v1}.
	 * @param type the annotation type
	 * @return its summaries by annotation name, empty if there are none
	 */
	public Map<String, SummaryClientIdList> distinct(String type) {
		return SummaryClientIdList.distinctV1(of(type));
	}

	/**
	 * Who has made which annotation of a type {@code unique.v1}.
	 * @param type the annotation type
	 * @return its summaries by annotation name, empty if there are none
	 */
	public Map<String, SummaryClientIdList> unique(String type) {
		return SummaryClientIdList.uniqueV1(of(type));
	}

	/**
	 * Who has made how many of which annotations of a type {@code multiple.v1}.
	 * @param type the annotation type
	 * @return its summaries by annotation name, empty if there are none
	 */
	public Map<String, SummaryClientIdCounts> multiple(String type) {
		return SummaryClientIdCounts.multipleV1(of(type));
	}

	@SuppressWarnings("unchecked")
	static MessageAnnotations of(@Nullable Map<String, @Nullable Object> tree) {
		if (tree == null || tree.isEmpty()) {
			return NONE;
		}
		Map<String, Map<String, @Nullable Object>> summary = new LinkedHashMap<>();
		tree.forEach((type, value) -> {
			if (value instanceof Map<?, ?> map) {
				summary.put(type, (Map<String, @Nullable Object>) map);
			}
		});
		return new MessageAnnotations(summary);
	}

	WireMessageAnnotations toWire() {
		return new WireMessageAnnotations(new LinkedHashMap<>(this.summary));
	}

	private Map<String, @Nullable Object> of(String type) {
		Map<String, @Nullable Object> found = this.summary.get(type);
		return (found != null) ? found : Map.of();
	}

}
