package io.baton.otp.request;

import io.baton.spi.PlainTypes;
import org.jspecify.annotations.Nullable;

/** Reply that may contain instances of classes that the caller does not have. */
public record ForeignReply(Object value) {
  /** Wraps a value, unless it is plain. */
  public static @Nullable Object of(@Nullable Object value) {
    return value == null || PlainTypes.isPlain(value) ? value : new ForeignReply(value);
  }
}
