/**
 * The process that every behaviour runs in: its start, its loop, its system messages, its end, and
 * what a load of the module wants of it. What differs between behaviours belongs in their packages.
 */
@NullMarked
package io.baton.otp.loop;

import org.jspecify.annotations.NullMarked;
