/**
 * Event managers ({@code gen_event}): handlers and clients. Whatever other behaviours need as well
 * belongs in {@code loop}.
 */
@NullMarked
package io.baton.otp.event;

import org.jspecify.annotations.NullMarked;
