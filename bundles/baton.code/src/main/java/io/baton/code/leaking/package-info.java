/**
 * Watches the class loaders of versions that were purged, and says which are still in memory and
 * what holds them. Ends and removes nothing.
 */
@NullMarked
package io.baton.code.leaking;

import org.jspecify.annotations.NullMarked;
