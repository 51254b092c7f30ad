/**
 * Supervisors: children, and how they are started, restarted and stopped. Whatever other behaviours
 * need as well belongs in {@code loop}.
 */
@NullMarked
package io.baton.otp.supervisor;

import org.jspecify.annotations.NullMarked;
