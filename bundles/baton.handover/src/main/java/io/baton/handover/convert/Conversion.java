package io.baton.handover.convert;

import io.baton.api.code.HandoverException;
import io.baton.handover.declared.Node;
import io.baton.handover.declared.Scope;
import io.baton.handover.declared.UnsharedTypes;
import io.baton.handover.type.DisplayNames;
import io.baton.handover.type.Failures;
import io.baton.handover.type.Relation;
import io.baton.spi.Counterparts;
import io.baton.spi.Handover;
import io.baton.spi.ThrownText;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The conversion of one value to one declared type. Confined to one thread. */
public final class Conversion {
  /**
   * Depth from which every record is remembered, in frames: a record that is nested deeper may be
   * reached in very many ways.
   */
  private static final int REMEMBERED_DEPTH = 8;

  /** Number of steps shown at each end of a long path; the steps between are left out. */
  private static final int STEPS_SHOWN = 20;

  final Handover.Into into;
  public final ConversionSettings settings;

  /** Whether a record may become a record of another name, if that is declared. */
  public final boolean anyName;

  private final IdentityTracker tracker = new IdentityTracker();

  /** Whether each record stays one object, however often it occurs. */
  private boolean recordsAreObjects;

  private RepeatDetector repeats = new RepeatDetector();

  /** The value whose parts are being converted; null outside of {@link #run}. */
  private @Nullable Frame top;

  public Conversion(Handover.Into into, ConversionSettings settings, boolean anyName) {
    this.into = into;
    this.settings = settings;
    this.anyName = anyName;
  }

  /** Creates a conversion for a value that belongs to one that is being converted. */
  public Conversion(Handover.Into into, Conversion outer) {
    this(into, outer.settings, outer.anyName);
  }

  public ClassLoader loader() {
    return into.loader();
  }

  /** Returns what a class is to the receiving version. */
  public Relation relation(Class<?> type) {
    return Relation.of(type, loader());
  }

  /** Returns the class loader of the sending version; null if no value has shown it yet. */
  @Nullable ClassLoader from() {
    if (into.from() != null) {
      return into.from();
    }
    for (Frame frame = top; frame != null; frame = frame.parent) {
      Class<?> type = frame.value.getClass();
      if (!type.isArray() && relation(type) == Relation.VERSION) {
        return type.getClassLoader();
      }
    }
    return null;
  }

  /**
   * Returns a class in a declared type that is another class in the sending version; null if there
   * is none.
   */
  public @Nullable Class<?> unshared(Node node) {
    ClassLoader from = from();
    return from == null ? null : UnsharedTypes.in(node, from, loader());
  }

  /** Returns whether a record that occurs twice must stay one object. */
  boolean areRecordsObjects() {
    return recordsAreObjects;
  }

  /** Makes each record stay one object from now on, because something refers to a record weakly. */
  public void trackRecords() {
    if (!recordsAreObjects) {
      throw new IdentityTracker.Restart();
    }
  }

  /**
   * Converts a whole value to the type that is declared for it.
   *
   * @throws HandoverException if the value is refused
   */
  public Object convertWhole(Object value) {
    try {
      return convert(Scope.node(into.type(), into.loader()), value);
    } catch (UnknownClassException unknown) {
      throw new HandoverException(unknown.text());
    }
  }

  /**
   * Converts a value.
   *
   * @throws HandoverException if it is refused
   * @throws UnknownClassException if the receiving version lacks the class of some part
   */
  public Object convert(Node node, Object value) {
    try {
      return cyclic(node, value);
    } catch (IdentityTracker.Restart _) {
      recordsAreObjects = true;
      tracker.restart();
      return convert(node, value);
    } catch (StackOverflowError _) {
      throw refusal("is nested too deeply for the code of its own classes; flatten it");
    } catch (Error e) {
      Failures.rethrowFatal(e);
      throw refusal(
          "cannot be converted: %s; convert it in codeChange".formatted(ThrownText.describe(e)));
    }
  }

  /**
   * Converts a value that may contain itself: such a value is analysed first and then built from
   * empty shells.
   */
  private Object cyclic(Node node, Object value) {
    try {
      return run(node, value);
    } catch (IdentityTracker.Cycle _) {
      tracker.startAnalysis();
      var _ = run(node, value);
      tracker.startBuilding();
      return run(node, value);
    }
  }

  private Object run(Node node, Object value) {
    top = null;
    repeats = new RepeatDetector();
    Object result = settings.reader().read(node, value, this);
    if (!(result instanceof Frame whole)) {
      return result;
    }
    push(whole);
    while (top != null) {
      Frame frame = top;
      Frame part = advance(frame);
      if (part != null) {
        push(part);
        continue;
      }
      top = frame.parent;
      result = tracker.leave(frame, this);
      if (top != null) {
        top.take(result);
      }
    }
    return result;
  }

  private void push(Frame frame) {
    frame.parent = top;
    frame.depth = depth();
    top = frame;
  }

  /** Converts part after part, up to one that has parts itself. */
  private @Nullable Frame advance(Frame frame) {
    @Nullable Object[] parts = frame.parts;
    while (frame.at < parts.length) {
      Object part = parts[frame.at];
      Node node = frame.node(frame.at);
      if (node != null) {
        part =
            part == null
                ? settings.reader().readNull(node, this)
                : settings.reader().read(node, part, this);
        if (part instanceof Frame inner) {
          return inner;
        }
      }
      frame.take(part);
    }
    return null;
  }

  private int depth() {
    return top == null ? 0 : top.depth + 1;
  }

  /** Opens a record, which is remembered only where it may occur often. */
  public Object open(Frame frame, Node node) {
    boolean isRemembered =
        recordsAreObjects
            || tracker.isOfAll()
            || depth() > REMEMBERED_DEPTH
            || repeats.areMany(frame.value);
    return isRemembered ? tracker.enter(frame, node, this) : frame;
  }

  /** Opens a value that stays one object, however often it occurs. */
  public Object openShared(Frame frame, Node node) {
    return tracker.enter(frame, node, this);
  }

  /** Returns whether the current value is a part of an object. */
  public boolean isBeingConverted(Object object) {
    Frame frame = top;
    while (frame != null && frame.value != object) {
      frame = frame.parent;
    }
    return frame != null;
  }

  @Nullable Frame top() {
    return top;
  }

  /** Returns the refusal of the current part. */
  public HandoverException refusal(String why) {
    return refusal("", why, null);
  }

  /** Returns the refusal of the current value, or of a part of it. */
  public HandoverException refusal(String step, String why, @Nullable Object value) {
    return new HandoverException(text(step, why, value));
  }

  public UnknownClassException unknown(Object value) {
    return new UnknownClassException(
        text(
            "",
            "is a %s, and the receiving version has no class of that name; keep the class, or convert the value in codeChange"
                .formatted(DisplayNames.type(value.getClass())),
            value));
  }

  /** Returns the refusal of a value that is not of the declared type. */
  public HandoverException mismatch(Object value, String expected) {
    return refusal(
        "",
        "is a %s, but %s is expected; convert it in codeChange"
            .formatted(DisplayNames.type(value.getClass()), expected),
        value);
  }

  private String text(String step, String why, @Nullable Object value) {
    return "%s%s %s (%s)".formatted(path(), step, why, versions(value));
  }

  /** Names the version that a value comes from and the one it goes to. */
  private String versions(@Nullable Object value) {
    ClassLoader from = value == null ? null : Counterparts.foreign(value.getClass(), loader());
    for (Frame frame = top; frame != null && from == null; frame = frame.parent) {
      from = Counterparts.foreign(frame.value.getClass(), loader());
    }
    String to = DisplayNames.version(loader());
    return from == null ? "in " + to : DisplayNames.version(from) + " to " + to;
  }

  /** Returns the declared place for a part of the current value. */
  public Handover.Into inner(Type type, String step) {
    return new Handover.Into(type, loader(), path() + step, from());
  }

  /** Returns the path to the current part; of a very long one the first and the last steps. */
  private String path() {
    int length = depth();
    Deque<String> steps = new ArrayDeque<>();
    int at = 0;
    for (Frame frame = top; frame != null; frame = frame.parent) {
      if (at < STEPS_SHOWN || at >= length - STEPS_SHOWN) {
        steps.push(frame.step());
      } else if (at == STEPS_SHOWN) {
        steps.push("…(%,d more)…".formatted(length - 2 * STEPS_SHOWN));
      }
      at++;
    }
    return into.what() + String.join("", steps);
  }
}
