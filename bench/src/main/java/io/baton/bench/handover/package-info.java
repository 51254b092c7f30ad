/** Values on their way between two versions. */
@NullMarked
package io.baton.bench.handover;

import org.jspecify.annotations.NullMarked;
