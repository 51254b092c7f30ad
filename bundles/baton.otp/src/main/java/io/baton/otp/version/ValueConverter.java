package io.baton.otp.version;

import io.baton.api.code.HandoverException;
import io.baton.api.server.Call;
import io.baton.otp.request.ForeignReply;
import io.baton.spi.Handover;
import io.baton.spi.PlainTypes;
import io.baton.spi.StateChange;
import org.jspecify.annotations.Nullable;

/** Converts values between the classes of a caller and those of the version that serves it. */
public final class ValueConverter {
  private final Handover handover;
  private final StateChange changes;

  public ValueConverter(Handover handover) {
    this.handover = handover;
    changes = new StateChange(handover);
  }

  /**
   * Converts a value to the type that a version declares.
   *
   * @param type that it declares
   * @param what the value is, for messages
   * @throws HandoverException if it does not convert, or is not of that type
   */
  public Object convert(Object value, TypeArguments.Declared type, ClassLoader into, String what) {
    if (type.raw().isInstance(value)) {
      ClassLoader own = value.getClass().getClassLoader();
      if (own == into || PlainTypes.isPlain(value)) {
        return value;
      }
    }
    return handover.convert(value, type.into(into, what));
  }

  /** Converts a message without a declared type, if the version has its classes. */
  public Object convertInfo(Object message, ClassLoader into) {
    ClassLoader own = message.getClass().getClassLoader();
    if (own == into || own == Call.class.getClassLoader() || PlainTypes.isPlain(message)) {
      return message;
    }
    try {
      return handover.convert(message, new Handover.Into(Object.class, into, "message"));
    } catch (HandoverException _) {
      return message;
    }
  }

  /** Converts a state. All of it is inspected, because its parts may be of several versions. */
  public Object convertState(Object state, TypeArguments.Declared type, ClassLoader into) {
    return convertKept(state, type, into, "state");
  }

  public Object convertKept(
      Object kept, TypeArguments.Declared type, ClassLoader into, String what) {
    return PlainTypes.isPlain(kept) && type.raw().isInstance(kept)
        ? kept
        : handover.convert(kept, type.into(into, what));
  }

  /** Converts something that the version keeps and has no declared type. */
  public Object convertKept(Object kept, ClassLoader into) {
    return PlainTypes.isPlain(kept)
        ? kept
        : handover.convert(kept, new Handover.Into(Object.class, into, "event"));
  }

  /**
   * Changes a state for another version, by the module's {@code codeChange} or by its structure.
   */
  public Object change(Object state, StateChange.Between versions, TypeArguments.Declared type) {
    ClassLoader into = versions.to().loader();
    return convertState(apply(state, versions, type), type, into);
  }

  /** Returns the result of the module's {@code codeChange}, not converted yet. */
  public Object apply(Object state, StateChange.Between versions, TypeArguments.Declared type) {
    return changes.apply(state, versions, type.into(versions.to().loader(), "state"));
  }

  /** Converts a reply to the classes of the caller. */
  public @Nullable Object convertReply(@Nullable Object answer, Call<?> call) {
    if (!(answer instanceof ForeignReply(Object value))) {
      return answer;
    }
    ClassLoader caller = call.getClass().getClassLoader();
    return caller == null
        ? value
        : convert(value, TypeArguments.reply(call.getClass()), caller, "reply");
  }
}
