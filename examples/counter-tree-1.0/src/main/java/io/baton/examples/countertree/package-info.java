/** A supervisor of the counter. */
@NullMarked
package io.baton.examples.countertree;

import org.jspecify.annotations.NullMarked;
