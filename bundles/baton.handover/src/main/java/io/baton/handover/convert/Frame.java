package io.baton.handover.convert;

import io.baton.handover.container.ContainerKind;
import io.baton.handover.declared.Node;
import org.jspecify.annotations.Nullable;

/**
 * A value whose parts are being taken across, one after the other. Frames lie on one another
 * instead of the thread's stack, so that no value is nested too deeply. Touched by one thread.
 */
public abstract class Frame {
  protected final Object value;

  /** A copy of the parts, in which those before {@link #at} are converted. */
  protected final @Nullable Object[] parts;

  protected int at;

  /** Whether anything is not what it was. */
  protected boolean changed;

  /** What the value is a part of; null for the whole. */
  @Nullable Frame under;

  int depth;

  /** What is known of a value that is the same object wherever it occurs. */
  IdentityTracker.@Nullable Memo memo;

  /** Empty, and there already for those who contain it; filled at the end. */
  protected ContainerKind.@Nullable Shell shell;

  protected Frame(Object value, @Nullable Object[] parts) {
    this.value = value;
    this.parts = parts;
  }

  /** What is to become of a part; null if it is passed on as it is. */
  protected abstract @Nullable Node node(int part);

  /** What to write after the value's path for the part that is its turn. */
  protected abstract String step();

  /** An empty copy that can be filled when all parts are there; null if there is no such thing. */
  protected ContainerKind.@Nullable Shell empty(Conversion conversion) {
    return null;
  }

  /** A copy with the parts as they are now. */
  protected abstract Object copy(Conversion conversion);

  /** The value itself, if nothing in it has changed. */
  protected Object kept(Conversion conversion) {
    return value;
  }

  /** Whether it may become several objects that are equal. */
  protected boolean isValue() {
    return false;
  }

  final void take(@Nullable Object part) {
    if (part != parts[at]) {
      changed = true;
      parts[at] = part;
    }
    at++;
  }
}
