/** Source files, as they are read from disk. Knows no compiler. */
@NullMarked
package io.baton.compiler.source;

import org.jspecify.annotations.NullMarked;
