package io.baton.process;

import io.baton.api.process.Next;
import io.baton.api.spi.Handover;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message is of a type, as the version sees it that receives.
 *
 * @param handover converts what is of another version
 * @param receiver whose turn says which version that is, if the type is of none
 */
record Matching(Handover handover, LocalProcess receiver) {
  /** The message as the receiver sees it; null if it is not of the type. */
  <T> @Nullable T match(Object message, Class<T> type) {
    ClassLoader theirs = message.getClass().getClassLoader();
    ClassLoader ours = type.getClassLoader();
    if (type.isInstance(message)) {
      return theirs == null || theirs == ours
          ? type.cast(message)
          : asOwn(type.cast(message), type);
    }
    return theirs == null || ours == null || theirs == ours
        ? null
        : type.cast(handover.match(message, type).orElse(null));
  }

  /** A type that versions share, such as an interface of another bundle, has instances of each. */
  private <T> @Nullable T asOwn(T message, Class<T> type) {
    ClassLoader into = receiver.turn().map(Next.Turn::code).orElse(null);
    Class<?> own = into == null ? null : Counterpart.of(message.getClass(), into);
    if (own == null) {
      return message;
    }
    Object converted = handover.match(message, own).orElse(null);
    return type.isInstance(converted) ? type.cast(converted) : null;
  }
}
