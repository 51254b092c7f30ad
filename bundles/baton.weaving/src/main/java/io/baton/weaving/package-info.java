/**
 * Weaving of the classes of module bundles while they are loaded. What woven code calls belongs in
 * {@code point}.
 */
@NullMarked
package io.baton.weaving;

import org.jspecify.annotations.NullMarked;
