package io.baton.examples.frequency;

/** Replies of the server. */
public sealed interface Reply {
  /** It is done. */
  record Ok() implements Reply {}

  /**
   * A frequency is yours.
   *
   * @param frequency until you give it back
   */
  record Allocated(int frequency) implements Reply {}

  /** The server has ended. */
  record Stopped() implements Reply {}

  /**
   * It could not be done; nothing has changed.
   *
   * @param reason why
   */
  record Refused(Reason reason) implements Reply {}

  /** Reasons of a refusal. */
  enum Reason {
    /** All frequencies are allocated. */
    NO_FREQUENCY,
    /** The frequency is not allocated by the client that gives it back. */
    NOT_ALLOCATED
  }
}
