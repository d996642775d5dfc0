package io.github.ablyspring.sample.tracking;

import java.util.Collection;
import java.util.Map;

import io.github.ablyspring.sample.delivery.CourierReport;

/**
 * Everything there is to see, at one moment.
 *
 * @param couriers what couriers said last
 * @param orders the last orders, newest first
 * @param onDuty who is on duty
 * @param occupancy who uses the couriers' channel
 * @param delivered how many orders were delivered so far
 */
record Snapshot(Collection<CourierReport> couriers, Collection<CourierReport> orders, Collection<String> onDuty,
		Map<String, ?> occupancy, long delivered) {
}
