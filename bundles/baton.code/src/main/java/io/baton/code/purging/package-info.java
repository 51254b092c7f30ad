/**
 * What lingers in an old version, and how a purge ends it. How versions are loaded and called does
 * not belong here.
 */
@NullMarked
package io.baton.code.purging;

import org.jspecify.annotations.NullMarked;
