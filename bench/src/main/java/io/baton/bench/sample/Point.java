package io.baton.bench.sample;

/** An argument with a class of its own. */
public record Point(int x, int y) {}
