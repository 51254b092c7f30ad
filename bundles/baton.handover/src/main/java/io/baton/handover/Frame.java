package io.baton.handover;

import org.jspecify.annotations.Nullable;

/**
 * A value whose parts are being taken across, one after the other. Frames lie on one another
 * instead of the thread's stack, so that no value is nested too deeply. Touched by one thread.
 */
abstract class Frame {
  final Object value;

  /** A copy of the parts, in which those before {@link #at} are converted. */
  final @Nullable Object[] parts;

  int at;

  /** Whether anything is not what it was. */
  boolean changed;

  /** What the value is a part of; null for the whole. */
  @Nullable Frame under;

  int depth;

  /** What is known of a value that is the same object wherever it occurs. */
  IdentityTracker.@Nullable Memo memo;

  /** Empty, and there already for those who contain it; filled at the end. */
  ContainerKind.@Nullable Shell shell;

  Frame(Object value, @Nullable Object[] parts) {
    this.value = value;
    this.parts = parts;
  }

  /** What is to become of a part; null if it is passed on as it is. */
  abstract @Nullable Node node(int part);

  /** What to write after the value's path for the part that is its turn. */
  abstract String step();

  /** An empty copy that can be filled when all parts are there; null if there is no such thing. */
  ContainerKind.@Nullable Shell empty(Conversion conversion) {
    return null;
  }

  /** A copy with the parts as they are now. */
  abstract Object copy(Conversion conversion);

  /** The value itself, if nothing in it has changed. */
  Object kept(Conversion conversion) {
    return value;
  }

  final void take(@Nullable Object part) {
    if (part != parts[at]) {
      changed = true;
      parts[at] = part;
    }
    at++;
  }
}
