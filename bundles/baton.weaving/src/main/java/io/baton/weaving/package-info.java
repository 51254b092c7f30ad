/** Weaving of the classes of module bundles while they are loaded. */
@NullMarked
package io.baton.weaving;

import org.jspecify.annotations.NullMarked;
