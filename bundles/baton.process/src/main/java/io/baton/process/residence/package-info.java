/**
 * Versions that a process can have frames of, as far as that is known without inspecting its stack.
 * Code that inspects stacks or decides what is purged does not belong here.
 */
@NullMarked
package io.baton.process.residence;

import org.jspecify.annotations.NullMarked;
