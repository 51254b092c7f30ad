/**
 * Ends of processes: exit signals, links and monitors, and threads that must unwind. Code that
 * starts processes belongs in {@code spawn}.
 */
@NullMarked
package io.baton.process.exit;

import org.jspecify.annotations.NullMarked;
