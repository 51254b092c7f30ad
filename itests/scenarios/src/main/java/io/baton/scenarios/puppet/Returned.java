package io.baton.scenarios.puppet;

/**
 * What a nested loop leaves to the frame that called it.
 *
 * @param state in the classes of the version that the loop ended in
 */
record Returned(State state) {}
