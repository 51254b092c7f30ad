/**
 * The component that carries values between the classes of two versions, by their structure. How it
 * does that is in the packages below; nothing but what other bundles and the configuration see
 * belongs here.
 */
@NullMarked
package io.baton.handover;

import org.jspecify.annotations.NullMarked;
