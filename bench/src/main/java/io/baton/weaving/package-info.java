/** What the benchmarks need of the weaver. */
@NullMarked
package io.baton.weaving;

import org.jspecify.annotations.NullMarked;
