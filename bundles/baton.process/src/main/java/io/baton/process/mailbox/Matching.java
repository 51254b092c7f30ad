package io.baton.process.mailbox;

import io.baton.api.code.HandoverException;
import io.baton.process.lifecycle.LifeCycle;
import io.baton.spi.Counterparts;
import io.baton.spi.Handover;
import io.baton.spi.Log;
import io.baton.spi.Turn;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a message is of a type, as seen by the version that receives. A message that does
 * not convert matches nothing there: it stays, and that is logged once. Touched by the receiving
 * thread only.
 */
public final class Matching {
  private static final Log LOG = Log.of("io.baton.process");

  private final Handover handover;
  private final LifeCycle receiver;

  /** The class that the last message could not be converted to. */
  private @Nullable Unfit unfit;

  /** What the last message was converted to; null if it was not. */
  private @Nullable Object converted;

  /**
   * Matches for one receiver.
   *
   * @param handover converts messages of another version
   * @param receiver whose turn says which version that is, if the type is of none
   */
  public Matching(Handover handover, LifeCycle receiver) {
    this.handover = handover;
    this.receiver = receiver;
  }

  /** Remembers, by a weak reference, that a message cannot be converted to a class. */
  static final class Unfit extends WeakReference<Class<?>> {
    private Unfit(Class<?> type) {
      super(type);
    }

    private boolean isOfVersionOf(Class<?> type) {
      Class<?> known = get();
      return known != null && known.getClassLoader() == type.getClassLoader();
    }
  }

  /** Returns what to remember of the message that was inspected last; null if there is nothing. */
  @Nullable Unfit unfit() {
    return unfit;
  }

  /**
   * Returns what stays in the mailbox of the message that was inspected last: what it was converted
   * to, so that it is converted once and holds nothing of the version that sent it.
   */
  Object left(Object message) {
    return converted == null ? message : converted;
  }

  /**
   * Returns the message as the receiver sees it; null if it is not of the type.
   *
   * @param known what was remembered when the message was inspected before
   */
  <T> @Nullable T match(Object message, Class<T> type, @Nullable Unfit known) {
    unfit = known;
    converted = null;
    ClassLoader theirs = message.getClass().getClassLoader();
    ClassLoader ours = type.getClassLoader();
    if (type.isInstance(message)) {
      return theirs == null || theirs == ours
          ? type.cast(message)
          : asOwn(type.cast(message), type);
    }
    return theirs == null || ours == null || theirs == ours
        ? null
        : type.cast(converted(message, type));
  }

  /**
   * Converts a message whose type is shared by versions, such as an interface of another bundle, to
   * the class of the receiver's version.
   */
  private <T> @Nullable T asOwn(T message, Class<T> type) {
    ClassLoader into = receiver.turn().map(Turn::code).orElse(null);
    Class<?> own = into == null ? null : Counterparts.of(message.getClass(), into);
    if (own == null || own == message.getClass()) {
      return message;
    }
    Object converted = converted(message, own);
    return type.isInstance(converted) ? type.cast(converted) : null;
  }

  private @Nullable Object converted(Object message, Class<?> type) {
    Unfit known = unfit;
    if (known != null && known.refersTo(type)) {
      return null;
    }
    try {
      converted = handover.match(message, type).orElse(null);
      return converted;
    } catch (HandoverException e) {
      if (known == null || !known.isOfVersionOf(type)) {
        log(message, type, e);
      }
      unfit = new Unfit(type);
      return null;
    }
  }

  private void log(Object message, Class<?> type, HandoverException e) {
    LOG.log(
        System.Logger.Level.WARNING,
        "a message of %s stays in the mailbox of process %s, since it cannot be converted to %s: %s"
            .formatted(
                message.getClass().getName(),
                receiver.label(),
                type.getSimpleName(),
                e.getMessage()));
  }
}
