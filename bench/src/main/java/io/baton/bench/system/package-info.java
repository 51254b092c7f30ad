/** Whole systems, measured from outside and beside a real Erlang. */
@NullMarked
package io.baton.bench.system;

import org.jspecify.annotations.NullMarked;
