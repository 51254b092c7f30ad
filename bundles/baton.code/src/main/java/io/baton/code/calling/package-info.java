/** Qualified and local calls: views, call sites, and functions found by name. */
@NullMarked
package io.baton.code.calling;

import org.jspecify.annotations.NullMarked;
