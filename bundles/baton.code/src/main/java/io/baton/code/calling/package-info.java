/**
 * Qualified and local calls: views, call sites, and functions found by name. Which version is
 * current is decided elsewhere; a switch only leads to it.
 */
@NullMarked
package io.baton.code.calling;

import org.jspecify.annotations.NullMarked;
