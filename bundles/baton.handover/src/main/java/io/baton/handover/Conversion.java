package io.baton.handover;

import io.baton.api.code.HandoverException;
import io.baton.api.code.PurgedCodeException;
import io.baton.api.process.ProcessExit;
import io.baton.api.spi.Handover;
import io.baton.api.spi.ThrownText;
import io.baton.handover.type.Relation;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One value on its way to one place. Touched by one thread. */
final class Conversion {
  /** A record in here may occur often; from there on it is remembered. */
  private static final int DEEP = 8;

  /** Of a path longer than twice this the middle is left out. */
  private static final int SHOWN = 20;

  final Handover.Into into;
  final ConversionSettings rules;

  /** Whether a record may become one of another name, if that is declared. */
  final boolean anyName;

  private final IdentityTracker tracker = new IdentityTracker();

  /** Whether each record stays one object however often it occurs. */
  private boolean recordsAreObjects;

  private RepeatDetector repeats = new RepeatDetector();

  /** The value whose part is being taken. */
  private @Nullable Frame top;

  Conversion(Handover.Into into, ConversionSettings rules, boolean anyName) {
    this.into = into;
    this.rules = rules;
    this.anyName = anyName;
  }

  /** For a value that belongs to one that is being converted. */
  Conversion(Handover.Into into, Conversion outer) {
    this(into, outer.rules, outer.anyName);
  }

  ClassLoader loader() {
    return into.loader();
  }

  /** What a class is to the receiving version. */
  Relation relation(Class<?> type) {
    return Relation.of(type, loader(), Counterparts::of);
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
  @Nullable Class<?> unshared(Node node) {
    ClassLoader from = from();
    return from == null ? null : UnsharedTypes.in(node, from, loader());
  }

  /** Whether a record that occurs twice must be one. */
  boolean areRecordsObjects() {
    return recordsAreObjects;
  }

  /** From here on records are objects of which there is one, as something refers to it weakly. */
  void trackRecords() {
    if (!recordsAreObjects) {
      throw new IdentityTracker.Restart();
    }
  }

  /**
   * Takes a value across.
   *
   * @throws HandoverException if it does not cross
   * @throws UnknownClassException if it is of a class that there is not
   */
  Object convert(Node node, Object value) {
    try {
      return cyclic(node, value);
    } catch (IdentityTracker.Restart _) {
      recordsAreObjects = true;
      tracker.restart();
      return convert(node, value);
    } catch (StackOverflowError _) {
      throw refusal("is nested too deeply for the code of its own classes; flatten it");
    } catch (Error e) {
      checkMayBeRefused(e);
      throw refusal(
          "cannot be converted: %s; convert it in codeChange".formatted(ThrownText.describe(e)));
    }
  }

  /**
   * Lets pass what is no failure of a version's code: an end of the process, a purge, and a stack
   * that is full. Everything else that such code throws on the way, also an error, refuses the
   * value.
   */
  static void checkMayBeRefused(Throwable thrown) {
    switch (thrown) {
      case ProcessExit exit -> throw exit;
      case PurgedCodeException purged -> throw purged;
      case StackOverflowError full -> throw full;
      default -> {
        // refuses the value
      }
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
    Object result = node.enter(value, this);
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
        part = part == null ? node.enterNull(this) : node.enter(part, this);
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
  Object open(Frame frame, Node node) {
    boolean isRemembered =
        recordsAreObjects || tracker.isOfAll() || depth() > DEEP || repeats.areMany(frame.value);
    return isRemembered ? tracker.enter(frame, node, this) : frame;
  }

  /** Opens what stays one object however often it occurs. */
  Object openShared(Frame frame, Node node) {
    return tracker.enter(frame, node, this);
  }

  @Nullable Frame top() {
    return top;
  }

  /** Says of the part that is its turn why it does not cross. */
  HandoverException refusal(String why) {
    return refusal("", why, null);
  }

  /** Says of a value that is its turn, or of a part of it, why it does not cross. */
  HandoverException refusal(String step, String why, @Nullable Object value) {
    return new HandoverException(text(step, why, value));
  }

  UnknownClassException unknown(Object value) {
    return new UnknownClassException(
        text(
            "",
            "is a %s, and the receiving version has no class of that name; keep the class, or convert the value in codeChange"
                .formatted(DisplayNames.type(value.getClass())),
            value));
  }

  /** The value is not what is declared. */
  HandoverException mismatch(Object value, String expected) {
    return refusal(
        "",
        "is a %s, but %s is expected; convert it in codeChange"
            .formatted(DisplayNames.type(value.getClass()), expected),
        value);
  }

  private String text(String step, String why, @Nullable Object value) {
    return "%s%s %s (%s)".formatted(path(), step, why, DisplayNames.versions(value, top, loader()));
  }

  /** A place for a part of the value that is its turn. */
  Handover.Into inner(Type type, String step) {
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
