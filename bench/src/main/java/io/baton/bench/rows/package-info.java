/** What is measured: every row, with all its peers. */
@NullMarked
package io.baton.bench.rows;

import org.jspecify.annotations.NullMarked;
