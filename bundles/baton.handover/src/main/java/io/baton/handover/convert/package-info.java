/**
 * The run of one conversion: the stack of frames, the identity of objects, and refusals. How a
 * value of some kind is taken apart and made again does not belong here.
 */
@NullMarked
package io.baton.handover.convert;

import org.jspecify.annotations.NullMarked;
