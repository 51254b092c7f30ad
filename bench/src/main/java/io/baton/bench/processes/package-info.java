/** Processes: messages, round trips, beginnings and ends. */
@NullMarked
package io.baton.bench.processes;

import org.jspecify.annotations.NullMarked;
