package io.github.ablyspring.protocol;

import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/**
 * Makes values of all types that travel. JSON has no binary, so that values are made for
 * one format.
 */
final class Samples {

	/** A value with its type. */
	record Sample<T>(WireType<T> type, T value) {

		byte[] write(WireFormat format) {
			return WireCodec.write(format, this.type, this.value);
		}

		T read(WireFormat format, byte[] bytes) {
			return WireCodec.read(format, this.type, bytes);
		}

	}

	private static final int DEPTH = 3;

	private final boolean binary;

	Samples(WireFormat format) {
		this.binary = format == WireFormat.MSGPACK;
	}

	Arbitrary<Sample<?>> any() {
		return Arbitraries.oneOf(List.of(sample(ProtocolMessage.TYPE, frames()), sample(WireMessage.TYPE, messages()),
				sample(WirePresence.TYPE, presence()), sample(WireAnnotation.TYPE, annotations()),
				sample(WireObject.TYPE, objects()), sample(ErrorInfo.TYPE, errors()),
				sample(ConnectionDetails.TYPE, details())));
	}

	private static <T> Arbitrary<Sample<?>> sample(WireType<T> type, Arbitrary<T> values) {
		return values.map((value) -> new Sample<>(type, value));
	}

	Arbitrary<ProtocolMessage> frames() {
		return Builders.withBuilder(() -> ProtocolMessage.builder(Action.MESSAGE))
			.use(Arbitraries.integers().between(0, 300))
			.in(ProtocolMessage.Builder::actionCode)
			.use(text().injectNull(0.5))
			.in(ProtocolMessage.Builder::id)
			.use(text().map(AuthDetails::new).injectNull(0.9))
			.in(ProtocolMessage.Builder::auth)
			.use(text().injectNull(0.2))
			.in(ProtocolMessage.Builder::channel)
			.use(text().injectNull(0.5))
			.in(ProtocolMessage.Builder::channelSerial)
			.use(text().injectNull(0.5))
			.in(ProtocolMessage.Builder::connectionId)
			.use(details().injectNull(0.8))
			.in(ProtocolMessage.Builder::connectionDetails)
			.use(Arbitraries.integers().greaterOrEqual(0).injectNull(0.8))
			.in(ProtocolMessage.Builder::count)
			.use(errors().injectNull(0.8))
			.in(ProtocolMessage.Builder::error)
			.use(Arbitraries.longs())
			.withProbability(0.3)
			.in((builder, flags) -> builder.flags((long) flags))
			.use(naturals().injectNull(0.6))
			.in(ProtocolMessage.Builder::msgSerial)
			.use(messages().list().ofMaxSize(3))
			.withProbability(0.5)
			.in(ProtocolMessage.Builder::messages)
			.use(presence().list().ofMaxSize(3))
			.withProbability(0.3)
			.in(ProtocolMessage.Builder::presence)
			.use(annotations().list().ofMaxSize(3))
			.withProbability(0.2)
			.in(ProtocolMessage.Builder::annotations)
			.use(objects().list().ofMaxSize(2))
			.withProbability(0.2)
			.in(ProtocolMessage.Builder::state)
			.use(naturals().injectNull(0.5))
			.in(ProtocolMessage.Builder::timestamp)
			.use(texts())
			.withProbability(0.2)
			.in(ProtocolMessage.Builder::params)
			.use(results().list().ofMaxSize(3))
			.withProbability(0.2)
			.in(ProtocolMessage.Builder::res)
			.build(ProtocolMessage.Builder::build);
	}

	Arbitrary<WireMessage> messages() {
		return Builders.withBuilder(WireMessage::builder)
			.use(text().injectNull(0.3))
			.in(WireMessage.Builder::id)
			.use(text().injectNull(0.2))
			.in(WireMessage.Builder::name)
			.use(payload())
			.in(WireMessage.Builder::data)
			.use(text().injectNull(0.5))
			.in(WireMessage.Builder::encoding)
			.use(text().injectNull(0.5))
			.in(WireMessage.Builder::clientId)
			.use(text().injectNull(0.7))
			.in(WireMessage.Builder::connectionId)
			.use(text().injectNull(0.9))
			.in(WireMessage.Builder::connectionKey)
			.use(naturals())
			.withProbability(0.5)
			.in(WireMessage.Builder::timestamp)
			.use(tree().injectNull(0.7))
			.in(WireMessage.Builder::extras)
			.use(Arbitraries.integers().between(0, 9))
			.withProbability(0.5)
			.in(WireMessage.Builder::action)
			.use(text().injectNull(0.5))
			.in(WireMessage.Builder::serial)
			.use(versions().injectNull(0.7))
			.in(WireMessage.Builder::version)
			.use(tree().map(WireMessageAnnotations::new).injectNull(0.9))
			.in(WireMessage.Builder::annotations)
			.build(WireMessage.Builder::build);
	}

	private Arbitrary<WireVersion> versions() {
		return Combinators
			.combine(text().injectNull(0.3), naturals(), text().injectNull(0.5), text().injectNull(0.8),
					texts().injectNull(0.5))
			.as((serial, timestamp, clientId, description, metadata) -> new WireVersion(serial, timestamp, clientId,
					description, nullIfEmpty(metadata)));
	}

	Arbitrary<WirePresence> presence() {
		return Builders.withBuilder(WirePresence::builder)
			.use(text().injectNull(0.3))
			.in(WirePresence.Builder::id)
			.use(Arbitraries.integers().between(0, 6))
			.in(WirePresence.Builder::action)
			.use(text().injectNull(0.2))
			.in(WirePresence.Builder::clientId)
			.use(text().injectNull(0.2))
			.in(WirePresence.Builder::connectionId)
			.use(payload())
			.in(WirePresence.Builder::data)
			.use(text().injectNull(0.5))
			.in(WirePresence.Builder::encoding)
			.use(tree().injectNull(0.8))
			.in(WirePresence.Builder::extras)
			.use(naturals())
			.withProbability(0.5)
			.in(WirePresence.Builder::timestamp)
			.build(WirePresence.Builder::build);
	}

	Arbitrary<WireAnnotation> annotations() {
		return Builders.withBuilder(WireAnnotation::builder)
			.use(text().injectNull(0.3))
			.in(WireAnnotation.Builder::id)
			.use(Arbitraries.integers().between(0, 3))
			.in(WireAnnotation.Builder::action)
			.use(text().injectNull(0.2))
			.in(WireAnnotation.Builder::clientId)
			.use(text().injectNull(0.2))
			.in(WireAnnotation.Builder::name)
			.use(Arbitraries.integers().greaterOrEqual(0))
			.withProbability(0.5)
			.in(WireAnnotation.Builder::count)
			.use(payload())
			.in(WireAnnotation.Builder::data)
			.use(text().injectNull(0.5))
			.in(WireAnnotation.Builder::encoding)
			.use(naturals())
			.withProbability(0.5)
			.in(WireAnnotation.Builder::timestamp)
			.use(text().injectNull(0.2))
			.in(WireAnnotation.Builder::serial)
			.use(text().injectNull(0.2))
			.in(WireAnnotation.Builder::messageSerial)
			.use(text().injectNull(0.2))
			.in(WireAnnotation.Builder::type)
			.use(tree().injectNull(0.8))
			.in(WireAnnotation.Builder::extras)
			.build(WireAnnotation.Builder::build);
	}

	Arbitrary<WireObject> objects() {
		return Builders.withBuilder(WireObject::builder)
			.use(text().injectNull(0.3))
			.in(WireObject.Builder::id)
			.use(text().injectNull(0.3))
			.in(WireObject.Builder::clientId)
			.use(tree().injectNull(0.9))
			.in(WireObject.Builder::extras)
			.use(operations().injectNull(0.5))
			.in(WireObject.Builder::operation)
			.use(states().injectNull(0.5))
			.in(WireObject.Builder::object)
			.use(text().injectNull(0.3))
			.in(WireObject.Builder::serial)
			.use(naturals())
			.withProbability(0.5)
			.in(WireObject.Builder::serialTimestamp)
			.use(text().injectNull(0.3))
			.in(WireObject.Builder::siteCode)
			.build(WireObject.Builder::build);
	}

	private Arbitrary<WireObjectOperation> operations() {
		return Builders.withBuilder(WireObjectOperation::builder)
			.use(Arbitraries.integers().between(0, 9))
			.in(WireObjectOperation.Builder::action)
			.use(text())
			.in(WireObjectOperation.Builder::objectId)
			.use(entries().map((entries) -> new WireMapCreate(0, nullIfEmpty(entries))).injectNull(0.8))
			.in(WireObjectOperation.Builder::mapCreate)
			.use(Combinators.combine(text(), values()).as(WireMapSet::new).injectNull(0.8))
			.in(WireObjectOperation.Builder::mapSet)
			.use(text().map(WireMapRemove::new).injectNull(0.8))
			.in(WireObjectOperation.Builder::mapRemove)
			.use(numbers().map(WireCounterCreate::new).injectNull(0.8))
			.in(WireObjectOperation.Builder::counterCreate)
			.use(numbers().map(WireCounterInc::new).injectNull(0.8))
			.in(WireObjectOperation.Builder::counterInc)
			.use(Arbitraries.just(new WireObjectDelete()).injectNull(0.8))
			.in(WireObjectOperation.Builder::objectDelete)
			.use(Combinators.combine(text(), text()).as(WireCreateWithObjectId::new).injectNull(0.8))
			.in(WireObjectOperation.Builder::mapCreateWithObjectId)
			.use(Arbitraries.just(new WireMapClear()).injectNull(0.8))
			.in(WireObjectOperation.Builder::mapClear)
			.build(WireObjectOperation.Builder::build);
	}

	private Arbitrary<WireObjectState> states() {
		return Builders.withBuilder(WireObjectState::builder)
			.use(text())
			.in(WireObjectState.Builder::objectId)
			.use(texts().map(Samples::nullIfEmpty))
			.in(WireObjectState.Builder::siteTimeserials)
			.use(Arbitraries.of(true, false).injectNull(0.5))
			.in(WireObjectState.Builder::tombstone)
			.use(operations().injectNull(0.7))
			.in(WireObjectState.Builder::createOp)
			.use(Combinators.combine(entries(), text().injectNull(0.5))
				.as((entries, cleared) -> new WireObjectsMap(0, nullIfEmpty(entries), cleared))
				.injectNull(0.5))
			.in(WireObjectState.Builder::map)
			.use(numbers().map(WireObjectsCounter::new).injectNull(0.5))
			.in(WireObjectState.Builder::counter)
			.build(WireObjectState.Builder::build);
	}

	private Arbitrary<Map<String, WireObjectsMapEntry>> entries() {
		Arbitrary<WireObjectsMapEntry> entry = Combinators
			.combine(Arbitraries.of(true, false).injectNull(0.5), text().injectNull(0.3), naturals(),
					values().injectNull(0.3))
			.as(WireObjectsMapEntry::new);
		return Arbitraries.maps(text(), entry).ofMaxSize(2);
	}

	private Arbitrary<WireObjectData> values() {
		Arbitrary<Object> bytes = this.binary ? Arbitraries.bytes().array(byte[].class).ofMaxSize(20).asGeneric()
				: text().asGeneric();
		return Builders.withBuilder(WireObjectData::builder)
			.use(text().injectNull(0.7))
			.in(WireObjectData.Builder::objectId)
			.use(Arbitraries.of(true, false).injectNull(0.7))
			.in(WireObjectData.Builder::bool)
			.use(bytes.injectNull(0.7))
			.in(WireObjectData.Builder::bytes)
			.use(numbers().injectNull(0.7))
			.in(WireObjectData.Builder::number)
			.use(text().injectNull(0.7))
			.in(WireObjectData.Builder::string)
			.build(WireObjectData.Builder::build);
	}

	Arbitrary<ErrorInfo> errors() {
		Arbitrary<ErrorInfo> single = Combinators
			.combine(Arbitraries.integers(), Arbitraries.integers().between(0, 599), text().injectNull(0.2),
					text().injectNull(0.5), text().injectNull(0.5), texts())
			.as((code, status, message, href, request, detail) -> new ErrorInfo(code, status, message, href, null,
					request, detail));
		return single.list()
			.ofMinSize(1)
			.ofMaxSize(3)
			.map((chain) -> chain.stream().reduce((inner, outer) -> outer.withCause(inner)).orElseThrow());
	}

	private Arbitrary<ConnectionDetails> details() {
		return Builders.withBuilder(ConnectionDetails::builder)
			.use(text().injectNull(0.5))
			.in(ConnectionDetails.Builder::clientId)
			.use(text().injectNull(0.2))
			.in(ConnectionDetails.Builder::connectionKey)
			.use(naturals().injectNull(0.5))
			.in(ConnectionDetails.Builder::maxMessageSize)
			.use(naturals().injectNull(0.5))
			.in(ConnectionDetails.Builder::maxFrameSize)
			.use(Arbitraries.longs().injectNull(0.5))
			.in(ConnectionDetails.Builder::connectionStateTtl)
			.use(text().injectNull(0.5))
			.in(ConnectionDetails.Builder::siteCode)
			.build(ConnectionDetails.Builder::build);
	}

	private Arbitrary<PublishResult> results() {
		return text().injectNull(0.3).list().ofMaxSize(3).map(PublishResult::new);
	}

	/**
	 * Texts of all lengths that matter to the codecs, with all that needs special care.
	 */
	Arbitrary<String> text() {
		Arbitrary<String> plain = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(40);
		Arbitrary<String> any = Arbitraries.strings()
			.withCharRange('\0', '\uD7FF')
			.withCharRange('\uE000', '\uFFFF')
			.ofMaxLength(20);
		Arbitrary<String> special = Arbitraries.of("", "\"", "\\", "\"\\\n\r\t\b\f\u0000\u001f", "\uFFFD", "😀",
				"a😀é\"z", "𝄞".repeat(20), "x".repeat(300), "\\u0041", "null", "\u2028\u2029");
		return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(6, plain), net.jqwik.api.Tuple.of(3, any),
				net.jqwik.api.Tuple.of(1, special));
	}

	private Arbitrary<Map<String, String>> texts() {
		return Arbitraries.maps(text(), text()).ofMaxSize(3);
	}

	private static Arbitrary<Long> naturals() {
		return Arbitraries.longs().greaterOrEqual(0);
	}

	private static Arbitrary<Double> numbers() {
		return Arbitraries.doubles();
	}

	Arbitrary<Object> payload() {
		Arbitrary<Object> text = text().asGeneric();
		Arbitrary<Object> tree = tree().asGeneric();
		return Arbitraries.oneOf(text, text, tree, leaf()).injectNull(0.1);
	}

	Arbitrary<Map<String, @Nullable Object>> tree() {
		return Arbitraries.maps(text(), node(DEPTH).injectNull(0.1)).ofMaxSize(3);
	}

	Arbitrary<Object> node(int depth) {
		if (depth == 0) {
			return leaf();
		}
		Arbitrary<Object> lists = node(depth - 1).injectNull(0.1).list().ofMaxSize(3).asGeneric();
		Arbitrary<Object> maps = Arbitraries.maps(text(), node(depth - 1).injectNull(0.1)).ofMaxSize(3).asGeneric();
		return Arbitraries.oneOf(leaf(), leaf(), lists, maps);
	}

	private Arbitrary<Object> leaf() {
		Arbitrary<Object> plain = Arbitraries.oneOf(List.of(text().asGeneric(), Arbitraries.longs().asGeneric(),
				numbers().asGeneric(), Arbitraries.of(true, false).asGeneric()));
		Arbitrary<Object> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(300).asGeneric();
		return this.binary ? Arbitraries.oneOf(plain, plain, plain, bytes) : plain;
	}

	private static <K, V> @Nullable Map<K, V> nullIfEmpty(@Nullable Map<K, V> map) {
		return (map != null && !map.isEmpty()) ? map : null;
	}

}
