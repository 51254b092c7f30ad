package io.baton.scenarios.words;

/**
 * A message that is no instruction.
 *
 * @param text what it says
 */
public record Text(String text) {}
