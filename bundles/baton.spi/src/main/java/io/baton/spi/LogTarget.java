package io.baton.spi;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Receives the messages of {@link Log} in the place of {@link System.Logger}. */
@ProviderType
@FunctionalInterface
public interface LogTarget {
  /**
   * Writes a message. Called on the thread of the log, in the order of all messages.
   *
   * @param name of the log, such as {@code io.baton.code}
   * @param level its level
   * @param text the message
   * @param thrown shown with its causes, or null
   * @throws Throwable if it cannot; then the message is given to {@link System.Logger}
   */
  void write(String name, Level level, String text, @Nullable Throwable thrown) throws Throwable;
}
