/**
 * Messages to a process that runs a behaviour, and requests whose caller waits for the reply. Code
 * that handles messages, or knows versions, does not belong here.
 */
@NullMarked
package io.baton.otp.request;

import org.jspecify.annotations.NullMarked;
