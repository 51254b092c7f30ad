/** Gogo commands: parse, call, format; they decide nothing. */
@NullMarked
package io.baton.shell;

import org.jspecify.annotations.NullMarked;
