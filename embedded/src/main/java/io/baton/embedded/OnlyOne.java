package io.baton.embedded;

import java.util.Optional;

/**
 * The place of the one Baton of a JVM. It is a system property, since several class loaders, such
 * as those of a test and of a server, may each have this class.
 */
final class OnlyOne {
  private static final String PROPERTY = "io.baton.embedded.running";

  private final String holder;

  private OnlyOne(String holder) {
    this.holder = holder;
  }

  /**
   * Takes the place.
   *
   * @throws IllegalStateException if it is taken; the message says where it was taken
   */
  static OnlyOne take() {
    String holder =
        "thread %s, in %s".formatted(Thread.currentThread().getName(), caller().orElse("?"));
    Object other = System.getProperties().putIfAbsent(PROPERTY, holder);
    if (other != null) {
      throw new IllegalStateException(
          ("Baton already runs in this JVM, which can have one at a time; close that one first: it"
                  + " was started by %s")
              .formatted(other));
    }
    return new OnlyOne(holder);
  }

  /** Returns the frame that has called Baton. */
  private static Optional<String> caller() {
    return StackWalker.getInstance()
        .walk(frames ->
            frames
                .filter(frame ->
                    !frame.getClassName().equals(OnlyOne.class.getName())
                        && !frame.getClassName().equals(Baton.class.getName()))
                .map(StackWalker.StackFrame::toString)
                .findFirst());
  }

  /** Leaves the place; does nothing if it was left. */
  void leave() {
    System.getProperties().remove(PROPERTY, holder);
  }
}
