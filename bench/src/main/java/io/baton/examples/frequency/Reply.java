package io.baton.examples.frequency;

/** What the server answers, known by the name of the classes, so it lives in their package. */
public sealed interface Reply {
  /** It is done. */
  record Ok() implements Reply {}

  /** A frequency is yours. */
  record Allocated(int frequency) implements Reply {}

  /** The server has ended. */
  record Stopped() implements Reply {}

  /** It could not be done. */
  record Refused(Reason reason) implements Reply {}

  /** Why not. */
  enum Reason {
    /** All are allocated. */
    NO_FREQUENCY,
    /** Not by the client that gives it back. */
    NOT_ALLOCATED
  }
}
