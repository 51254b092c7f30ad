/**
 * The code server put together: its component, its configuration, and the facade that users call.
 * What is done to modules belongs in the packages below, which know nothing of this one.
 */
@NullMarked
package io.baton.code;

import org.jspecify.annotations.NullMarked;
