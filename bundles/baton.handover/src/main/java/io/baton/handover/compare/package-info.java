/**
 * The comparison of two versions of a type, before there are any values. It runs no code of either
 * version and converts nothing.
 */
@NullMarked
package io.baton.handover.compare;

import org.jspecify.annotations.NullMarked;
