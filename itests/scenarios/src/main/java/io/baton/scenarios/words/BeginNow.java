package io.baton.scenarios.words;

/** Opens a {@link Gate}. */
public record BeginNow() {}
