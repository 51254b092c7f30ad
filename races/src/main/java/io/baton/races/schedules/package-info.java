/**
 * Three requesters, two modules, a real framework: all life-cycle operations in random orders, and
 * what must hold after each step of them.
 */
@NullMarked
package io.baton.races.schedules;

import org.jspecify.annotations.NullMarked;
