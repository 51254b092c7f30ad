/**
 * The state of one process: its identity, turns, relationships, resources and name. Code that acts
 * on several processes, or starts a thread, belongs in the packages above.
 */
@NullMarked
package io.baton.process.state;

import org.jspecify.annotations.NullMarked;
