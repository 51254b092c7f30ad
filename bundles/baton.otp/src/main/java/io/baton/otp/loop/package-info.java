/**
 * The process that every behaviour runs in: its start, loop, system messages and end, and the
 * effects of a load on it. Whatever differs between behaviours belongs in their packages.
 */
@NullMarked
package io.baton.otp.loop;

import org.jspecify.annotations.NullMarked;
