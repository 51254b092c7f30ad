/** What safepoints cost in code that computes. */
@NullMarked
package io.baton.bench.loops;

import org.jspecify.annotations.NullMarked;
