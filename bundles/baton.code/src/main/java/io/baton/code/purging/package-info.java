/**
 * Finds what lingers in an old version, and purges it. How versions are loaded and called does not
 * belong here.
 */
@NullMarked
package io.baton.code.purging;

import org.jspecify.annotations.NullMarked;
