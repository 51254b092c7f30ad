/**
 * Compile and load: sources become class files ({@code javac}), these a bundle ({@code module}),
 * which the code server loads. Does nothing before the first request.
 */
@NullMarked
package io.baton.compiler;

import org.jspecify.annotations.NullMarked;
