package io.baton.handover.convert;

import io.baton.handover.container.ContainerEquality;
import io.baton.handover.container.ContainerKind;
import io.baton.handover.declared.Node;
import io.baton.handover.type.DisplayNames;
import io.baton.handover.type.Failures;
import io.baton.spi.ThrownText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the identity of objects: one object stays one, and a value that contains itself still does.
 * Most values do not, and are converted in a single pass. Of others all objects are analysed first,
 * with nothing built, to find out which of them change. Confined to one thread.
 */
final class IdentityTracker {
  private enum Mode {
    SINGLE_PASS,
    ANALYSE,
    BUILD
  }

  /** Stands for a record that will become another record. */
  private static final Object CHANGED = new Object();

  private Mode mode = Mode.SINGLE_PASS;
  private @Nullable IdentityHashMap<Object, Memo> memos;

  /** Knowledge of one object at places of one type. */
  static final class Memo {
    private final Node node;
    private final @Nullable Memo other;

    /** Whether it is one object to its user, and not a value. */
    private final boolean isContainer;

    /** The objects that this one is a part of; null while there are none. */
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

  /** Thrown when a value contains itself. */
  static final class Cycle extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Cycle() {
      super("a value contains itself", null, false, false);
    }
  }

  /**
   * Thrown when something refers weakly to a part of the value: records must stay one object then.
   */
  static final class Restart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Restart() {
      super("a part of a value is referred to weakly", null, false, false);
    }
  }

  /** Returns whether every object is remembered, and not only those that may occur often. */
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

  /** Ends the analysis: an object that holds a changing object changes, too. */
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

  private Memo add(Frame frame, Node node, boolean recordsAreObjects) {
    Object value = frame.value;
    boolean isContainer = !(value instanceof Throwable) && (recordsAreObjects || !frame.isValue());
    Memo memo = new Memo(node, known().get(value), isContainer);
    known().put(value, memo);
    return memo;
  }

  /**
   * Returns the result for a value that is known already, or the frame if its parts have to be
   * converted.
   */
  Object enter(Frame frame, Node node, Conversion conversion) {
    Memo memo = find(frame.value, node);
    boolean first = memo == null;
    if (memo == null) {
      memo = add(frame, node, conversion.areRecordsObjects());
    }
    frame.memo = memo;
    return switch (mode) {
      case SINGLE_PASS -> first ? frame : finished(memo);
      case ANALYSE -> {
        noteHolder(memo, conversion.top());
        yield first ? frame : frame.value;
      }
      case BUILD -> {
        // an accessor may return another object at each call, which has not been analysed
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
      holder = holder.parent;
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

  /** Returns the result for a value all of whose parts have been converted. */
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
   * Returns the one result for a container that is found at places of different types: the first
   * result, if the later one is equal to it. Otherwise the value is refused.
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
      return ContainerEquality.haveEqualParts(known, result);
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
