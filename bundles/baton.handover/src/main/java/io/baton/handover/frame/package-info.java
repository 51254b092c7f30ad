/**
 * Frames for each kind of value: how it is taken apart, and how its copy is made. The order in
 * which frames run does not belong here.
 */
@NullMarked
package io.baton.handover.frame;

import org.jspecify.annotations.NullMarked;
