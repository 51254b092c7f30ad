/**
 * The component that serves all behaviours, and how their parts are put together. What a behaviour
 * does belongs in the packages below.
 */
@NullMarked
package io.baton.otp;

import org.jspecify.annotations.NullMarked;
