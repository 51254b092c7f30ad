/**
 * Servers ({@code gen_server}): callbacks and clients. Whatever other behaviours need as well
 * belongs in {@code loop}.
 */
@NullMarked
package io.baton.otp.server;

import org.jspecify.annotations.NullMarked;
