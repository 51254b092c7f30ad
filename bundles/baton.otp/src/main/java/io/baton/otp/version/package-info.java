/**
 * Which version of its module a state belongs to, and how states and messages get into the classes
 * of another one. It knows no loop, and decides nothing about what a message means.
 */
@NullMarked
package io.baton.otp.version;

import org.jspecify.annotations.NullMarked;
