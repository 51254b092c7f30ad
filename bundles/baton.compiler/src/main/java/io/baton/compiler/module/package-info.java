/** Makes the bundle of a version out of class files. Knows no framework that is running. */
@NullMarked
package io.baton.compiler.module;

import org.jspecify.annotations.NullMarked;
