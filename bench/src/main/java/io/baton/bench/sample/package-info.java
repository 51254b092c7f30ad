/** A module that the benchmarks call, and how its versions are loaded. */
@NullMarked
package io.baton.bench.sample;

import org.jspecify.annotations.NullMarked;
