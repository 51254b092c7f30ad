package io.baton.code.purging;

import io.baton.spi.ProcessTable.Running;

/**
 * A process to look at.
 *
 * @param thread on which it was seen: a session goes from thread to thread, and what its last one
 *     does now must not be missed
 */
record Candidate(Running process, Thread thread) {
  /** Returns whether its turn alone tells that it is in the version. */
  boolean isCertain() {
    return !process.isFirstTurn() || process.waiting() != 0;
  }
}
