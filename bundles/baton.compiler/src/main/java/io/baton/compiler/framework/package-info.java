/** What the framework has: packages to compile against, and versions that were compiled. */
@NullMarked
package io.baton.compiler.framework;

import org.jspecify.annotations.NullMarked;
