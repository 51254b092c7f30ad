package io.baton.handover.convert;

import io.baton.handover.container.ContainerKind;
import io.baton.handover.declared.Node;
import org.jspecify.annotations.Nullable;

/**
 * A value whose parts are being converted, one after the other. Frames form a stack in the heap, so
 * the depth of a value is not limited by the thread's stack. Confined to one thread.
 */
public abstract class Frame {
  protected final Object value;

  /** A copy of the parts; those before {@link #at} are converted. */
  protected final @Nullable Object[] parts;

  protected int at;

  /** Whether any part differs from the original. */
  protected boolean changed;

  /** The frame that this value is a part of; null for the whole value. */
  @Nullable Frame parent;

  int depth;

  /** What is known about the value, if it stays the same object wherever it occurs. */
  IdentityTracker.@Nullable Memo memo;

  /** An empty copy that values containing this one already refer to; filled at the end. */
  protected ContainerKind.@Nullable Shell shell;

  protected Frame(Object value, @Nullable Object[] parts) {
    this.value = value;
    this.parts = parts;
  }

  /** Returns what is declared for a part; null if the part is passed on as it is. */
  protected abstract @Nullable Node node(int part);

  /** Returns the step to the current part, which follows the value's path. */
  protected abstract String step();

  /**
   * Creates an empty copy that is filled when all parts are converted; null if there can be none.
   */
  protected ContainerKind.@Nullable Shell empty(Conversion conversion) {
    return null;
  }

  /** Creates a copy from the current parts. */
  protected abstract Object copy(Conversion conversion);

  /** Returns the value itself, if nothing in it has changed. */
  protected Object kept(Conversion conversion) {
    return value;
  }

  /** Returns whether the value may become several equal objects. */
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
