/** The code server: the two-version table, and what happens to it. */
@NullMarked
package io.baton.code;

import org.jspecify.annotations.NullMarked;
