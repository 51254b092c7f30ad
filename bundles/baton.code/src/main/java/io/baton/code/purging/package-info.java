/** Who lingers in an old version, and how it ends. */
@NullMarked
package io.baton.code.purging;

import org.jspecify.annotations.NullMarked;
