/**
 * Gogo commands, which only parse, call and format. Whatever a program may want as well belongs in
 * the services that they call.
 */
@NullMarked
package io.baton.shell;

import org.jspecify.annotations.NullMarked;
