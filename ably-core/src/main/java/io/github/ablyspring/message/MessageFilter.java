package io.github.ablyspring.message;

import java.util.Objects;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Chooses messages by what they are and what they refer to (MFI2). A message matches if
 * it meets every criterion that is set.
 *
 * <pre class="code">
 * MessageFilter.builder().refType("com.example.reply").name("comment").build()
 * </pre>
 *
 * @param name the name of the message
 * @param clientId who published it
 * @param isRef whether it refers to another message
 * @param refTimeserial which message it refers to
 * @param refType what its reference means
 */
public record MessageFilter(@Nullable String name, @Nullable String clientId, @Nullable Boolean isRef,
		@Nullable String refTimeserial, @Nullable String refType) implements Predicate<Message> {

	/**
	 * Start building.
	 * @return a builder of a filter that everything matches
	 */
	public static Builder builder() {
		return new Builder();
	}

	@Override
	public boolean test(Message message) {
		if (!matches(this.name, message.name()) || !matches(this.clientId, message.clientId())) {
			return false;
		}
		if (this.isRef == null && this.refTimeserial == null && this.refType == null) {
			return true;
		}
		MessageExtras extras = message.extras();
		MessageExtras.Reference ref = (extras != null) ? extras.ref() : null;
		if (this.isRef != null && this.isRef != (ref != null && ref.timeserial() != null)) {
			return false;
		}
		return matches(this.refTimeserial, (ref != null) ? ref.timeserial() : null)
				&& matches(this.refType, (ref != null) ? ref.type() : null);
	}

	private static boolean matches(@Nullable String wanted, @Nullable String found) {
		return wanted == null || Objects.equals(wanted, found);
	}

	/**
	 * Builds filters.
	 */
	public static final class Builder {

		private @Nullable String name;

		private @Nullable String clientId;

		private @Nullable Boolean isRef;

		private @Nullable String refTimeserial;

		private @Nullable String refType;

		private Builder() {
		}

		/**
		 * Choose messages with a name.
		 * @param name the name
		 * @return this builder
		 */
		public Builder name(String name) {
			this.name = name;
			return this;
		}

		/**
		 * Choose messages of a client.
		 * @param clientId its id
		 * @return this builder
		 */
		public Builder clientId(String clientId) {
			this.clientId = clientId;
			return this;
		}

		/**
		 * Choose messages that refer to another, or those that do not.
		 * @param isRef whether they do
		 * @return this builder
		 */
		public Builder isRef(boolean isRef) {
			this.isRef = isRef;
			return this;
		}

		/**
		 * Choose messages that refer to a certain one.
		 * @param refTimeserial which one
		 * @return this builder
		 */
		public Builder refTimeserial(String refTimeserial) {
			this.refTimeserial = refTimeserial;
			return this;
		}

		/**
		 * Choose messages with a certain kind of reference.
		 * @param refType what the reference means
		 * @return this builder
		 */
		public Builder refType(String refType) {
			this.refType = refType;
			return this;
		}

		/**
		 * Build.
		 * @return the filter
		 */
		public MessageFilter build() {
			return new MessageFilter(this.name, this.clientId, this.isRef, this.refTimeserial, this.refType);
		}

	}

}
