package io.github.ablyspring.message;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * Names a type with its type arguments, where a {@link Class} would lose them:
 *
 * <pre class="code">
 * List&lt;Order&gt; orders = message.data(new TypeRef&lt;List&lt;Order&gt;&gt;() {
 * });
 * </pre>
 *
 * @param <T> the type
 */
@SuppressWarnings("unused") // the type parameter is read from the subclass
public abstract class TypeRef<T> {

	private final Type type;

	/**
	 * For anonymous subclasses, which carry the type argument.
	 */
	protected TypeRef() {
		if (!(getClass().getGenericSuperclass() instanceof ParameterizedType parameterized)
				|| parameterized.getRawType() != TypeRef.class) {
			throw new IllegalArgumentException("A TypeRef is made as new TypeRef<SomeType>() { }");
		}
		this.type = parameterized.getActualTypeArguments()[0];
	}

	private TypeRef(Type type) {
		this.type = type;
	}

	/**
	 * A reference to a type that is at hand as a {@link Type}.
	 * @param type the type
	 * @param <T> what the caller knows it to be
	 * @return the reference
	 */
	public static <T> TypeRef<T> of(Type type) {
		return new TypeRef<>(type) {
		};
	}

	/**
	 * The type referred to.
	 * @return the type
	 */
	public final Type type() {
		return this.type;
	}

	@Override
	public final boolean equals(Object other) {
		return (other instanceof TypeRef<?> that) && this.type.equals(that.type);
	}

	@Override
	public final int hashCode() {
		return this.type.hashCode();
	}

	@Override
	public final String toString() {
		return this.type.getTypeName();
	}

}
