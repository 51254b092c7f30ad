/** What is written: tables, charts, and a file for programs. */
@NullMarked
package io.baton.bench.report;

import org.jspecify.annotations.NullMarked;
