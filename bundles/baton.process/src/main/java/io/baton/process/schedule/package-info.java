/**
 * Carriers, and how processes share them: spinning before a park, time slices, the threads of
 * Baton's own that watch them. Whatever concerns what a process runs or receives does not belong
 * here.
 */
@NullMarked
package io.baton.process.schedule;

import org.jspecify.annotations.NullMarked;
