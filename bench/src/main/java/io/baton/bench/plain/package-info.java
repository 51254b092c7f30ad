/** Peers that know nothing of Baton: a plain Felix, and a plain JDK. */
@NullMarked
package io.baton.bench.plain;

import org.jspecify.annotations.NullMarked;
