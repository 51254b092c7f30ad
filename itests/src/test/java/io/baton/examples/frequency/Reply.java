package io.baton.examples.frequency;

/**
 * What the server answers, as a client knows it that was compiled long ago: by the name of the
 * classes, so it lives in their package.
 */
public sealed interface Reply {
  record Ok() implements Reply {}

  record Allocated(int frequency) implements Reply {}

  record Stopped() implements Reply {}

  record Refused(Reason reason) implements Reply {}

  enum Reason {
    NO_FREQUENCY,
    NOT_ALLOCATED
  }
}
