package io.github.ablyspring.emulator.fault;

import org.jspecify.annotations.Nullable;

/**
 * What goes wrong when. <pre>
 * FaultRule.when(Trigger.toClient(Action.ACK)).then(Fault.suppress()).times(1)
 * FaultRule.when(Trigger.request("/channels/")).then(Fault.respond(503, Map.of()))
 * </pre>
 *
 * @param trigger when
 * @param fault what
 * @param times how often; zero is always
 * @param comment what it is for, if anybody says so
 */
public record FaultRule(Trigger trigger, Fault fault, int times, @Nullable String comment) {

	/**
	 * Creates a rule.
	 * @throws IllegalArgumentException when the fault cannot happen then
	 */
	public FaultRule {
		if (!trigger.permits(fault)) {
			throw new IllegalArgumentException(
					fault.getClass().getSimpleName() + " cannot happen at " + trigger.getClass().getSimpleName());
		}
	}

	/**
	 * Starts a rule.
	 * @param trigger when
	 * @return what is missing
	 */
	public static When when(Trigger trigger) {
		return new When(trigger);
	}

	/**
	 * Lets this happen only so often.
	 * @param often how often
	 * @return another rule
	 */
	public FaultRule times(int often) {
		return new FaultRule(this.trigger, this.fault, often, this.comment);
	}

	/**
	 * Lets this happen only once.
	 * @return another rule
	 */
	public FaultRule once() {
		return times(1);
	}

	/**
	 * Says what this is for.
	 * @param text the comment
	 * @return another rule
	 */
	public FaultRule comment(String text) {
		return new FaultRule(this.trigger, this.fault, this.times, text);
	}

	/**
	 * A rule of which only the trigger is known.
	 *
	 * @param trigger when
	 */
	public record When(Trigger trigger) {

		/**
		 * Completes the rule.
		 * @param fault what goes wrong
		 * @return the rule
		 */
		public FaultRule then(Fault fault) {
			return new FaultRule(this.trigger, fault, 0, null);
		}

	}

}
