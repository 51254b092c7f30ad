/**
 * The record on disk of what is current, and the restart of the framework that reads it. How
 * versions become current does not belong here.
 */
@NullMarked
package io.baton.code.restart;

import org.jspecify.annotations.NullMarked;
