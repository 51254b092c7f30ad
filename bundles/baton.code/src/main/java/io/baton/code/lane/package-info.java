/**
 * One queue of jobs for each module, its lane: what changes a module runs there, one job at a time.
 * What the jobs do does not belong here.
 */
@NullMarked
package io.baton.code.lane;

import org.jspecify.annotations.NullMarked;
