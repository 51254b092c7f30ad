/** The compiler of the JDK: what it reads, writes and says. Knows neither bundles nor modules. */
@NullMarked
package io.baton.compiler.javac;

import org.jspecify.annotations.NullMarked;
