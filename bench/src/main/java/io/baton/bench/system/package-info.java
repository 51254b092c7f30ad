/** Whole systems, measured from outside: how each is started, and the bundles that they load. */
@NullMarked
package io.baton.bench.system;

import org.jspecify.annotations.NullMarked;
