/**
 * Starts Felix with a feature and a shell on it, or runs commands in it; knows nothing of modules.
 */
@NullMarked
package io.baton.launcher;

import org.jspecify.annotations.NullMarked;
