/** The frequency server: hands out radio frequencies, and takes them back. */
@NullMarked
package io.baton.examples.frequency;

import org.jspecify.annotations.NullMarked;
