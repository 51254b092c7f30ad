package io.baton.embedded;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by {@link Baton#start} if Baton does not start; the message says which part of it, and
 * what to do. Nothing of it runs then, and a temporary storage is deleted.
 */
public final class BatonStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BatonStartException(String message) {
    super(message);
  }

  BatonStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
