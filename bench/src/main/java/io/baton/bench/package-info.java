/** Runs the benchmarks, compares what belongs together, and says whether the targets are met. */
@NullMarked
package io.baton.bench;

import org.jspecify.annotations.NullMarked;
