package io.baton.spi;

import java.lang.invoke.MethodHandle;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Marks of versions in the names of class loaders. When an agent transforms a class again, the JVM
 * shows no source file any more for the methods of it that are just running, and so no mark. It
 * still shows the name of the class loader. Loaders are marked when such a frame is first seen,
 * since every stack trace shows their names from then on. See decision 0055.
 *
 * <p>The JVM has to export one package for that: {@code --add-exports
 * java.base/jdk.internal.misc=ALL-UNNAMED}, as for {@link JdkFields}. Without it, such frames
 * belong to no version.
 */
public final class LoaderMarks {
  private static final @Nullable MethodHandle NAME = JdkFields.writer(ClassLoader.class, "name");

  /** Marks all loaders of versions. Written by the weaver, read by threads that look at stacks. */
  private static volatile @Nullable BooleanSupplier marking;

  private LoaderMarks() {}

  /**
   * Sets how loaders are marked.
   *
   * @param all marks the loaders of all versions; returns whether one had no mark. Null if nothing
   *     does any more
   */
  public static void markWith(@Nullable BooleanSupplier all) {
    marking = all;
  }

  /**
   * Marks a loader.
   *
   * @param loader of a version
   * @param mark such as {@code 2.0.0#7}
   * @return false if the JVM lacks the option
   */
  public static boolean set(ClassLoader loader, String mark) {
    if (NAME == null) {
      return false;
    }
    try {
      NAME.invoke(loader, "@" + mark);
      return true;
    } catch (Throwable e) {
      throw new IllegalStateException("a class loader cannot be marked", e);
    }
  }

  /** Marks all loaders if one of the frames may need it; returns whether one had no mark. */
  static boolean setFor(StackTraceElement[] frames) {
    BooleanSupplier all = marking;
    return all != null && someLackMarks(frames) && all.getAsBoolean();
  }

  /** Returns whether one of the frames has no file, is not of the JDK, and has no mark. */
  private static boolean someLackMarks(StackTraceElement[] frames) {
    for (StackTraceElement frame : frames) {
      if (frame.getFileName() == null
          && frame.getModuleName() == null
          && !frame.isNativeMethod()
          && VersionMarks.numberIn(frame).isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
