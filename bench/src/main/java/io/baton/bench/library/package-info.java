/** Modules that have a library inside, of the size that programs have. */
@NullMarked
package io.baton.bench.library;

import org.jspecify.annotations.NullMarked;
