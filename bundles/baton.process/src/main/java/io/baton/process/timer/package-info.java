/** Messages that are sent after a delay. Time-outs of waits belong to the waits. */
@NullMarked
package io.baton.process.timer;

import org.jspecify.annotations.NullMarked;
