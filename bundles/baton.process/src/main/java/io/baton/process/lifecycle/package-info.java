/**
 * The life of a process and of its thread: alive, ended, unwound. Code that ends processes, or
 * reacts to an end, belongs in {@code exit}.
 */
@NullMarked
package io.baton.process.lifecycle;

import org.jspecify.annotations.NullMarked;
