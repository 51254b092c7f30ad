/**
 * What is said to a process that runs a behaviour: messages, and requests whose caller waits for
 * the reply. It knows no process that handles them, and no version.
 */
@NullMarked
package io.baton.otp.request;

import org.jspecify.annotations.NullMarked;
