/**
 * The shell on a terminal: what Tab offers, and how a line is run. Only here the line reader is
 * known, which is not installed for scripts.
 */
@NullMarked
package io.baton.shell.terminal;

import org.jspecify.annotations.NullMarked;
