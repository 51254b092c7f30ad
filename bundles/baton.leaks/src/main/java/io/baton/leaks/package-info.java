/** What holds the class loader of a purged version, read from a heap dump with Shark. */
@NullMarked
package io.baton.leaks;

import org.jspecify.annotations.NullMarked;
