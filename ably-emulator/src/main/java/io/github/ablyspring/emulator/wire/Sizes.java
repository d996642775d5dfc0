package io.github.ablyspring.emulator.wire;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireAnnotation;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WirePresence;
import org.jspecify.annotations.Nullable;

/**
 * Roughly how much memory things take, to keep what is kept within bounds. Even what says
 * nothing takes some.
 */
public final class Sizes {

	private static final int ITEM = 250;

	private static final int NODE = 40;

	private Sizes() {
	}

	public static int of(WireMessage message) {
		return ITEM + ofTree(message.data()) + ofText(message.name()) + ofText(message.id())
				+ ofText(message.clientId()) + ofText(message.encoding()) + ofTree(message.extras());
	}

	public static int of(WirePresence member) {
		return ITEM + ofTree(member.data()) + ofText(member.id()) + ofText(member.clientId())
				+ ofText(member.encoding()) + ofTree(member.extras());
	}

	public static int of(WireAnnotation annotation) {
		return ITEM + ofTree(annotation.data()) + ofText(annotation.id()) + ofText(annotation.clientId())
				+ ofText(annotation.type()) + ofText(annotation.name()) + ofText(annotation.encoding())
				+ ofTree(annotation.extras());
	}

	/**
	 * The size of a frame.
	 * @param frame the frame
	 * @return roughly so many bytes
	 */
	public static int of(ProtocolMessage frame) {
		int size = ITEM + ofText(frame.channel()) + ITEM * frame.state().size();
		for (WireMessage message : frame.messages()) {
			size += of(message);
		}
		for (WirePresence member : frame.presence()) {
			size += of(member);
		}
		for (WireAnnotation annotation : frame.annotations()) {
			size += of(annotation);
		}
		return size;
	}

	/**
	 * The size of a payload or any other tree.
	 * @param tree the tree
	 * @return roughly so many bytes
	 */
	public static int ofTree(@Nullable Object tree) {
		if (tree == null) {
			return 0;
		}
		if (tree instanceof String text) {
			return text.length();
		}
		if (tree instanceof byte[] bytes) {
			return bytes.length;
		}
		int size = NODE;
		if (tree instanceof Map<?, ?> map) {
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				size += NODE + ofTree(entry.getKey()) + ofTree(entry.getValue());
			}
		}
		else if (tree instanceof List<?> list) {
			for (Object item : list) {
				size += ofTree(item);
			}
		}
		return size;
	}

	private static int ofText(@Nullable String text) {
		return (text != null) ? text.length() : 0;
	}

}
