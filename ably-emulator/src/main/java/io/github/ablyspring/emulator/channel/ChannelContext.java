package io.github.ablyspring.emulator.channel;

import io.github.ablyspring.emulator.limits.EmulatorLimits;
import io.github.ablyspring.emulator.time.EmulatorLoop;

/**
 * What all channels of an emulator share.
 *
 * @param loop the thread and the time
 * @param limits how much is kept
 * @param budget how much history is kept altogether
 * @param presence how much all members have with them
 */
record ChannelContext(EmulatorLoop loop, EmulatorLimits limits, HistoryBudget budget, PresenceBudget presence) {
}
