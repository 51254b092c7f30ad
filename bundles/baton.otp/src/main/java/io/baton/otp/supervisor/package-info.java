/**
 * Supervisors: their children, and how these are started, restarted and stopped. What other
 * behaviours need too belongs in {@code loop}.
 */
@NullMarked
package io.baton.otp.supervisor;

import org.jspecify.annotations.NullMarked;
