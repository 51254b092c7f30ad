/**
 * The component that serves all behaviours, and the wiring of their parts. The behaviours
 * themselves belong in the packages below.
 */
@NullMarked
package io.baton.otp;

import org.jspecify.annotations.NullMarked;
