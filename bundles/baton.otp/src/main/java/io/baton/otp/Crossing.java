package io.baton.otp;

import io.baton.api.code.HandoverException;
import io.baton.api.process.Pid;
import io.baton.api.server.Call;
import io.baton.api.spi.Handover;
import org.jspecify.annotations.Nullable;

/** Values on their way between the classes of a caller and those of the version that serves it. */
final class Crossing {
  private final Handover handover;

  Crossing(Handover handover) {
    this.handover = handover;
  }

  /** Whether nobody's classes can be in it. */
  static boolean isPlain(Object value) {
    return value instanceof String
        || value instanceof Pid
        || value instanceof Boolean
        || value instanceof Character
        || (value instanceof Number && value.getClass().getClassLoader() == null);
  }

  /**
   * A value as a version wants it.
   *
   * @param type that it declares
   * @throws HandoverException if it does not cross, or is not of that type
   */
  Object carry(Object value, Class<?> type, ClassLoader into) {
    if (type.isInstance(value)) {
      ClassLoader own = value.getClass().getClassLoader();
      if (isPlain(value) || own == into || (own != null && own == type.getClassLoader())) {
        return value;
      }
    }
    return handover.convert(value, new Handover.Into(type, into, "value"));
  }

  /** A message that nobody declares a type for: in the version's classes if it has them. */
  Object carryInfo(Object message, ClassLoader into) {
    ClassLoader own = message.getClass().getClassLoader();
    if (own == into || own == Call.class.getClassLoader() || isPlain(message)) {
      return message;
    }
    try {
      return handover.convert(message, new Handover.Into(Object.class, into, "message"));
    } catch (HandoverException _) {
      return message;
    }
  }

  /** A state always looks through and through: it may have grown under several versions. */
  Object carryState(Object state, Class<?> type, ClassLoader into) {
    return isPlain(state) && type.isInstance(state)
        ? state
        : handover.convert(state, new Handover.Into(type, into, "state"));
  }

  /** The answer to a call, as its caller knows it. */
  @Nullable Object carryReply(@Nullable Object answer, Call<?> call) {
    if (!(answer instanceof Message.Foreign(Object value))) {
      return answer;
    }
    ClassLoader caller = call.getClass().getClassLoader();
    return caller == null ? value : carry(value, TypeArguments.reply(call.getClass()), caller);
  }
}
