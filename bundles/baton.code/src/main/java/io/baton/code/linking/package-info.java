/**
 * Finds out before a version becomes current which of its classes do not link, and if it needs
 * them.
 */
@NullMarked
package io.baton.code.linking;

import org.jspecify.annotations.NullMarked;
