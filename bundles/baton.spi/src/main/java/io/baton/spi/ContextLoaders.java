package io.baton.spi;

import org.jspecify.annotations.Nullable;

/**
 * Context class loader of the threads of processes: that of the module whose code runs, so that
 * libraries which look for classes and services there find the module's.
 *
 * <p>A process that waits holds no version by it: code that sets one takes it back, unless the
 * process is in that version for as long as it waits.
 */
public final class ContextLoaders {
  private static final ClassLoader NONE = ClassLoader.getSystemClassLoader();

  private ContextLoaders() {}

  /**
   * Lets the calling thread run code of a version.
   *
   * @param version its class loader; null if what comes is no version's code
   */
  public static void enter(@Nullable ClassLoader version) {
    Thread.currentThread().setContextClassLoader(version == null ? NONE : version);
  }

  /** Lets the calling thread run code of no version. */
  public static void leave() {
    enter(null);
  }
}
