package io.baton.handover.convert;

import io.baton.api.code.HandoverException;
import io.baton.api.spi.Handover;
import io.baton.api.spi.ThrownText;
import io.baton.handover.declared.Node;
import io.baton.handover.declared.Scope;
import io.baton.handover.declared.UnsharedTypes;
import io.baton.handover.type.Counterparts;
import io.baton.handover.type.DisplayNames;
import io.baton.handover.type.Failures;
import io.baton.handover.type.Relation;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One value on its way to one place. Touched by one thread. */
public final class Conversion {
  /** A record in here may occur often; from there on it is remembered. */
  private static final int DEEP = 8;

  /** Of a path longer than twice this the middle is left out. */
  private static final int SHOWN = 20;

  final Handover.Into into;
  public final ConversionSettings settings;

  /** Whether a record may become one of another name, if that is declared. */
  public final boolean anyName;

  private final IdentityTracker tracker = new IdentityTracker();

  /** Whether each record stays one object however often it occurs. */
  private boolean recordsAreObjects;

  private RepeatDetector repeats = new RepeatDetector();

  /** The value whose part is being taken. */
  private @Nullable Frame top;

  public Conversion(Handover.Into into, ConversionSettings settings, boolean anyName) {
    this.into = into;
    this.settings = settings;
    this.anyName = anyName;
  }

  /** For a value that belongs to one that is being converted. */
  public Conversion(Handover.Into into, Conversion outer) {
    this(into, outer.settings, outer.anyName);
  }

  public ClassLoader loader() {
    return into.loader();
  }

  /** What a class is to the receiving version. */
  public Relation relation(Class<?> type) {
    return Relation.of(type, loader());
  }

  /** The class loader of the side that the value comes from; null if nothing has told it so far. */
  @Nullable ClassLoader from() {
    if (into.from() != null) {
      return into.from();
    }
    for (Frame frame = top; frame != null; frame = frame.under) {
      Class<?> type = frame.value.getClass();
      if (!type.isArray() && relation(type) == Relation.VERSION) {
        return type.getClassLoader();
      }
    }
    return null;
  }

  /**
   * A class in a type that is another one on the side that the value comes from; null if none is.
   */
  public @Nullable Class<?> unshared(Node node) {
    ClassLoader from = from();
    return from == null ? null : UnsharedTypes.in(node, from, loader());
  }

  /** Whether a record that occurs twice must be one. */
  boolean areRecordsObjects() {
    return recordsAreObjects;
  }

  /** From here on records are objects of which there is one, as something refers to it weakly. */
  public void trackRecords() {
    if (!recordsAreObjects) {
      throw new IdentityTracker.Restart();
    }
  }

  /**
   * Converts a whole value to what is declared for it.
   *
   * @throws HandoverException if it does not cross
   */
  public Object convertWhole(Object value) {
    try {
      return convert(Scope.node(into.type(), into.loader()), value);
    } catch (UnknownClassException unknown) {
      throw new HandoverException(unknown.text());
    }
  }

  /**
   * Takes a value across.
   *
   * @throws HandoverException if it does not cross
   * @throws UnknownClassException if it is of a class that there is not
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

  /** What contains itself is looked at first, and then made of empty shells. */
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
      top = frame.under;
      result = tracker.leave(frame, this);
      if (top != null) {
        top.take(result);
      }
    }
    return result;
  }

  private void push(Frame frame) {
    frame.under = top;
    frame.depth = depth();
    top = frame;
  }

  /** Takes part after part, up to one that has parts itself. */
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

  /** Opens a record. */
  public Object open(Frame frame, Node node) {
    boolean isRemembered =
        recordsAreObjects || tracker.isOfAll() || depth() > DEEP || repeats.areMany(frame.value);
    return isRemembered ? tracker.enter(frame, node, this) : frame;
  }

  /** Opens what stays one object however often it occurs. */
  public Object openShared(Frame frame, Node node) {
    return tracker.enter(frame, node, this);
  }

  @Nullable Frame top() {
    return top;
  }

  /** Says of the part that is its turn why it does not cross. */
  public HandoverException refusal(String why) {
    return refusal("", why, null);
  }

  /** Says of a value that is its turn, or of a part of it, why it does not cross. */
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

  /** The value is not what is declared. */
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

  /** Where a value comes from, and where it goes. */
  private String versions(@Nullable Object value) {
    ClassLoader from = value == null ? null : Counterparts.foreign(value.getClass(), loader());
    for (Frame frame = top; frame != null && from == null; frame = frame.under) {
      from = Counterparts.foreign(frame.value.getClass(), loader());
    }
    String to = DisplayNames.version(loader());
    return from == null ? "in " + to : DisplayNames.version(from) + " to " + to;
  }

  /** A place for a part of the value that is its turn. */
  public Handover.Into inner(Type type, String step) {
    return new Handover.Into(type, loader(), path() + step, from());
  }

  /** Of a very long path the first and the last steps. */
  private String path() {
    int length = depth();
    Deque<String> steps = new ArrayDeque<>();
    int at = 0;
    for (Frame frame = top; frame != null; frame = frame.under) {
      if (at < SHOWN || at >= length - SHOWN) {
        steps.push(frame.step());
      } else if (at == SHOWN) {
        steps.push("…(%,d more)…".formatted(length - 2 * SHOWN));
      }
      at++;
    }
    return into.what() + String.join("", steps);
  }
}
