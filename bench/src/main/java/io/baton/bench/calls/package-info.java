/** Calls of a module's functions: through its interface, and through a view. */
@NullMarked
package io.baton.bench.calls;

import org.jspecify.annotations.NullMarked;
