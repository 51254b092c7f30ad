package io.baton.handover.convert;

import io.baton.api.spi.ThrownText;
import io.baton.handover.container.ContainerEquality;
import io.baton.handover.container.ContainerKind;
import io.baton.handover.declared.Node;
import io.baton.handover.type.DisplayNames;
import io.baton.handover.type.Failures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is one object stays one, and what contains itself still does. Most values do not: they are
 * converted at once. If one does, all is looked at first, with nothing made, to find out which of
 * the objects change. Touched by one thread.
 */
final class IdentityTracker {
  private enum Mode {
    SINGLE_PASS,
    ANALYSE,
    BUILD
  }

  /** Stands for a record that will be another one. */
  private static final Object CHANGED = new Object();

  private Mode mode = Mode.SINGLE_PASS;
  private @Nullable IdentityHashMap<Object, Memo> memos;

  /** What is known of one object at places of one type. */
  static final class Memo {
    private final Node node;
    private final @Nullable Memo other;

    /** Whether it is one object to its user, and not a value. */
    private final boolean isContainer;

    /** Those of which it is a part; null while there are none. */
    private @Nullable List<Memo> holders;

    private @Nullable Object result;
    private boolean changed;

    private Memo(Node node, @Nullable Memo other, boolean isContainer) {
      this.node = node;
      this.other = other;
      this.isContainer = isContainer;
    }

    private List<Memo> holders() {
      return holders == null ? List.of() : holders;
    }

    private void heldBy(Memo holder) {
      if (holders == null) {
        holders = new ArrayList<>(1);
      }
      holders.add(holder);
    }
  }

  /** A value contains itself. */
  static final class Cycle extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Cycle() {
      super("a value contains itself", null, false, false);
    }
  }

  /** Something refers weakly to a part of the value, so that must be one object. */
  static final class Restart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Restart() {
      super("a part of a value is referred to weakly", null, false, false);
    }
  }

  /** Whether every object is remembered, and not only those that may occur often. */
  boolean isOfAll() {
    return mode != Mode.SINGLE_PASS;
  }

  void restart() {
    mode = Mode.SINGLE_PASS;
    memos = null;
  }

  void startAnalysis() {
    mode = Mode.ANALYSE;
    memos = null;
  }

  /** What holds something that changes changes, too. */
  void startBuilding() {
    mode = Mode.BUILD;
    Deque<Memo> changed = new ArrayDeque<>();
    for (Memo first : known().values()) {
      for (Memo memo = first; memo != null; memo = memo.other) {
        if (memo.changed) {
          changed.add(memo);
        }
      }
    }
    while (!changed.isEmpty()) {
      for (Memo holder : changed.remove().holders()) {
        if (!holder.changed) {
          holder.changed = true;
          changed.add(holder);
        }
      }
    }
  }

  private IdentityHashMap<Object, Memo> known() {
    IdentityHashMap<Object, Memo> known = memos;
    if (known == null) {
      known = new IdentityHashMap<>();
      memos = known;
    }
    return known;
  }

  private @Nullable Memo find(Object value, Node node) {
    Memo memo = known().get(value);
    while (memo != null && memo.node != node && !memo.node.equals(node)) {
      memo = memo.other;
    }
    return memo;
  }

  private Memo add(Object value, Node node, boolean recordsAreObjects) {
    boolean isContainer =
        !(value instanceof Throwable) && (recordsAreObjects || !(value instanceof Record));
    Memo memo = new Memo(node, known().get(value), isContainer);
    known().put(value, memo);
    return memo;
  }

  /** What becomes of a value that was met before, or the frame if its parts have to be taken. */
  Object enter(Frame frame, Node node, Conversion conversion) {
    Memo memo = find(frame.value, node);
    boolean first = memo == null;
    if (memo == null) {
      memo = add(frame.value, node, conversion.areRecordsObjects());
    }
    frame.memo = memo;
    return switch (mode) {
      case SINGLE_PASS -> first ? frame : finished(memo);
      case ANALYSE -> {
        noteHolder(memo, conversion.top());
        yield first ? frame : frame.value;
      }
      case BUILD -> {
        // an accessor may give another object each time, and nothing is known of that
        memo.changed |= first;
        yield made(frame, memo, conversion);
      }
    };
  }

  private static Object finished(Memo memo) {
    if (memo.result == null) {
      throw new Cycle();
    }
    return memo.result;
  }

  private static void noteHolder(Memo memo, @Nullable Frame top) {
    Frame holder = top;
    while (holder != null && holder.memo == null) {
      holder = holder.under;
    }
    if (holder != null && holder.memo != null) {
      memo.heldBy(holder.memo);
    }
  }

  private static Object made(Frame frame, Memo memo, Conversion conversion) {
    if (!memo.changed) {
      return frame.value;
    }
    if (memo.result != null) {
      return memo.result;
    }
    ContainerKind.Shell shell = frame.empty(conversion);
    if (shell != null) {
      frame.shell = shell;
      memo.result = shell.result();
    }
    return frame;
  }

  /** What becomes of a value all of whose parts have been taken. */
  Object leave(Frame frame, Conversion conversion) {
    Memo memo = frame.memo;
    boolean copied = frame.changed || (memo != null && mode == Mode.BUILD);
    if (mode == Mode.ANALYSE) {
      return analysed(frame, memo);
    }
    Object result =
        memo != null && memo.result != null && frame.shell == null
            ? memo.result
            : copied ? frame.copy(conversion) : frame.kept(conversion);
    if (memo == null) {
      return result;
    }
    Object one = memo.isContainer ? one(memo, frame, result, conversion) : result;
    memo.result = one;
    return one;
  }

  /**
   * A container that was met where something else is declared for it must become the same object:
   * it does if both come out alike.
   */
  private static Object one(Memo memo, Frame frame, Object result, Conversion conversion) {
    for (Memo before = memo.other; before != null; before = before.other) {
      Object known = before.result;
      if (known == null || known == result) {
        continue;
      }
      if (frame.shell == null && areAlike(known, result, frame, conversion)) {
        return known;
      }
      throw conversion.refusal(
          "",
          "is one %s at two places that are declared differently, and would become two; declare both alike, or convert it in codeChange"
              .formatted(DisplayNames.type(frame.value.getClass())),
          frame.value);
    }
    return result;
  }

  private static boolean areAlike(Object known, Object result, Frame frame, Conversion conversion) {
    try {
      return ContainerEquality.areAlike(known, result);
    } catch (Throwable e) {
      Failures.rethrowFatal(e);
      throw conversion.refusal(
          "",
          "is at two places that are declared differently, and cannot be compared: %s; declare both alike, or convert it in codeChange"
              .formatted(ThrownText.describe(e)),
          frame.value);
    }
  }

  private static Object analysed(Frame frame, @Nullable Memo memo) {
    if (memo != null) {
      memo.changed |= frame.changed;
    }
    boolean inline = memo == null || frame.isValue();
    return inline && frame.changed ? CHANGED : frame.value;
  }
}
