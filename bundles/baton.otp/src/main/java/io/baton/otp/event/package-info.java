/**
 * Event managers ({@code gen_event}): their handlers, and their clients. What other behaviours need
 * too belongs in {@code loop}.
 */
@NullMarked
package io.baton.otp.event;

import org.jspecify.annotations.NullMarked;
