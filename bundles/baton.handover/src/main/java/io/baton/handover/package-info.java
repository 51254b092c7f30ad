/** Carries values between the classes of two versions, by their structure. */
@NullMarked
package io.baton.handover;

import org.jspecify.annotations.NullMarked;
