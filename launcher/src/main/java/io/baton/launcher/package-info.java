/**
 * Starts Felix with a feature and a shell on it, or runs commands in it. It knows nothing of
 * modules, and shares no class with the bundles.
 */
@NullMarked
package io.baton.launcher;

import org.jspecify.annotations.NullMarked;
