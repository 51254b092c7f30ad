package io.baton.bench.module;

/** What the module of fifty classes exports. */
public interface Parts {
  /** How many classes it has besides those that every module has. */
  int CLASSES = 50;

  /** The sum of the versions of all parts. */
  int versions();
}
