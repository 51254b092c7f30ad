/** The frequency server of the examples, written by hand without Baton. */
@NullMarked
package io.baton.bench.byhand;

import org.jspecify.annotations.NullMarked;
