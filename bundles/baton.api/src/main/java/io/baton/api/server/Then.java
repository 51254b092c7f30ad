package io.baton.api.server;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/** Instruction for a server after a callback has returned. */
@ProviderType
public sealed interface Then {
  /** Waits for the next message. */
  Then WAIT = new Wait();

  /** Waits for the next message, probably for long ({@code hibernate}). */
  Then HIBERNATE = new Hibernate();

  /** Waits for the next message. */
  record Wait() implements Then {}

  /**
   * Waits for the next message. Erlang collects the process's heap here; the JVM has one heap for
   * all, and a process that waits holds only its state, so there is nothing to do.
   */
  record Hibernate() implements Then {}

  /**
   * Waits for the next message, for a limited time: {@code handleInfo} receives {@link
   * Idle#TIMEOUT} if none has come in time. Any message ends the wait; a system message restarts
   * it.
   *
   * @param time not negative; zero checks once for a message
   */
  record Timeout(Duration time) implements Then {
    /** Checks the time. */
    public Timeout {
      if (time.isNegative()) {
        throw new IllegalArgumentException("a time-out must not be negative, was " + time);
      }
    }
  }

  /**
   * Runs {@code handleContinue} before any message ({@code {continue, Term}}).
   *
   * @param term what it gets
   */
  record Continue(Object term) implements Then {}

  /**
   * See {@link Timeout}.
   *
   * @param time not negative
   * @return the instruction
   */
  static Then timeout(Duration time) {
    return new Timeout(time);
  }

  /**
   * See {@link Continue}.
   *
   * @param term what {@code handleContinue} gets
   * @return the instruction
   */
  static Then continueWith(Object term) {
    return new Continue(term);
  }
}
