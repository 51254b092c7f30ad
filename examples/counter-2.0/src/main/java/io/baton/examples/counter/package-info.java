/** A server that counts, version 2.0. */
@NullMarked
package io.baton.examples.counter;

import org.jspecify.annotations.NullMarked;
