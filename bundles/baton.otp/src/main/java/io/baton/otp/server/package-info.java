/**
 * Servers ({@code gen_server}): their callbacks, and their clients. What other behaviours need too
 * belongs in {@code loop}.
 */
@NullMarked
package io.baton.otp.server;

import org.jspecify.annotations.NullMarked;
