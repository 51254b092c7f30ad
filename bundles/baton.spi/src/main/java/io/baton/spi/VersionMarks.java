package io.baton.spi;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Marks that show which version a stack frame belongs to. A weaving hook gives each version of a
 * module a number and appends {@code @version#number} to the source file of its classes, so that
 * every stack trace, of any thread in any state, identifies versions exactly.
 */
@ProviderType
public interface VersionMarks {
  /**
   * Returns the number of a version.
   *
   * @param loader of the version's bundle
   * @return empty if no class of it has been marked
   */
  OptionalLong numberOf(ClassLoader loader);

  /**
   * Returns the version in a stack frame.
   *
   * @param frame of any class
   * @return such as {@code 2.0.0}; empty if it is not of a module
   */
  static Optional<String> versionIn(StackTraceElement frame) {
    String file = frame.getFileName();
    return file == null || numberIn(frame).isEmpty()
        ? Optional.empty()
        : Optional.of(file.substring(file.lastIndexOf('@') + 1, file.lastIndexOf('#')));
  }

  /**
   * Returns the number in a stack frame.
   *
   * @param frame of any class
   * @return empty if it is not of a module
   */
  static OptionalLong numberIn(StackTraceElement frame) {
    String file = frame.getFileName();
    int at = file == null ? -1 : file.lastIndexOf('@');
    int hash = at < 0 ? -1 : file.indexOf('#', at);
    if (hash < 0) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(file, hash + 1, file.length(), 10));
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  /**
   * Returns the versions that have a frame on a stack.
   *
   * @param frames of one thread
   * @return their numbers; empty if no frame is of a module
   */
  static Set<Long> numbersIn(Iterable<StackTraceElement> frames) {
    Set<Long> numbers = new HashSet<>(2);
    for (StackTraceElement frame : frames) {
      numberIn(frame).ifPresent(numbers::add);
    }
    return numbers.isEmpty() ? Set.of() : numbers;
  }
}
