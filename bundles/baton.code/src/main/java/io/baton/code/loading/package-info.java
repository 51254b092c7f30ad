/**
 * Loads, of one module or of several at once: which artifact is taken, what refuses it, and the
 * second step, which makes a version current. How a version is made ready does not belong here.
 */
@NullMarked
package io.baton.code.loading;

import org.jspecify.annotations.NullMarked;
