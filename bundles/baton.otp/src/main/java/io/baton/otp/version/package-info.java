/**
 * The version that a state is of, and the conversion of states and messages to the classes of
 * another one. Code that receives or interprets messages does not belong here.
 */
@NullMarked
package io.baton.otp.version;

import org.jspecify.annotations.NullMarked;
