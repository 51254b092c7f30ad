/**
 * What the shell knows of commands: their descriptors, and the usage, help and completions that are
 * made from these. Knows no command of its own.
 */
@NullMarked
package io.baton.shell.command;

import org.jspecify.annotations.NullMarked;
