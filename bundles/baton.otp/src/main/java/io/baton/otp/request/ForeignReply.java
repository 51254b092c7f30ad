package io.baton.otp.request;

import io.baton.api.spi.PlainTypes;
import org.jspecify.annotations.Nullable;

/** A reply that may be of classes that the caller does not know. */
public record ForeignReply(Object value) {
  /** As it is, if nobody's classes can be in it. */
  public static @Nullable Object of(@Nullable Object value) {
    return value == null || PlainTypes.isPlain(value) ? value : new ForeignReply(value);
  }
}
