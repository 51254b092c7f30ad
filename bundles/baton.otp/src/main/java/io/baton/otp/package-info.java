/** Servers: the loop round their callbacks, and how they are started, called and upgraded. */
@NullMarked
package io.baton.otp;

import org.jspecify.annotations.NullMarked;
