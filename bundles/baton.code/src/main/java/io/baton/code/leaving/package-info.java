/**
 * What a version does when it has become old or current: its callbacks, the resources that it hands
 * over, and those that hear of it. When that is so is decided elsewhere, and so is the end of a
 * version.
 */
@NullMarked
package io.baton.code.leaving;

import org.jspecify.annotations.NullMarked;
