/** Gogo commands, which only parse, call and format. */
@NullMarked
package io.baton.shell;

import org.jspecify.annotations.NullMarked;
