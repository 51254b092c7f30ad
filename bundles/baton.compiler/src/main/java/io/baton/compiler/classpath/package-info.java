/** What sources are compiled against, wherever it comes from. */
@NullMarked
package io.baton.compiler.classpath;

import org.jspecify.annotations.NullMarked;
