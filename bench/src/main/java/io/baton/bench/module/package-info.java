/** The modules that are loaded and purged, and the interfaces under which others know them. */
@NullMarked
package io.baton.bench.module;

import org.jspecify.annotations.NullMarked;
