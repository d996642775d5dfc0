package io.github.ablyspring.sample.operations;

import java.time.Duration;
import java.util.Map;

import io.github.ablyspring.emulator.fault.AblyFaults;
import io.github.ablyspring.emulator.fault.Fault;
import io.github.ablyspring.emulator.fault.FaultHandle;
import io.github.ablyspring.emulator.fault.FaultRule;
import io.github.ablyspring.emulator.fault.Trigger;
import reactor.core.publisher.Mono;

/**
 * A way to break things.
 */
enum Breakage {

	/** The line is cut. */
	DROP {
		@Override
		void happen(AblyFaults faults) {
			faults.disconnect();
		}
	},

	/** The line is cut, and what was missed cannot be had again. */
	FORGET {
		@Override
		void happen(AblyFaults faults) {
			faults.forgetConnections();
		}
	},

	/** Nothing can be reached for some seconds. */
	OUTAGE {
		@Override
		void happen(AblyFaults faults) {
			endLater(faults.outage());
		}
	},

	/** REST requests are refused for some seconds. */
	REFUSE_REST {
		@Override
		void happen(AblyFaults faults) {
			Map<String, Object> body = Map.of("error",
					Map.of("code", 50003, "statusCode", 503, "message", "Broken on purpose"));
			endLater(faults.addFirst(FaultRule.when(Trigger.request()).then(Fault.respond(503, body))));
		}
	},

	/** All tokens expire. */
	EXPIRE_TOKEN {
		@Override
		void happen(AblyFaults faults) {
			faults.expireTokens();
		}
	};

	private static final Duration FOR = Duration.ofSeconds(8);

	abstract void happen(AblyFaults faults);

	private static void endLater(FaultHandle fault) {
		Mono.delay(FOR).subscribe((done) -> fault.remove());
	}

}
