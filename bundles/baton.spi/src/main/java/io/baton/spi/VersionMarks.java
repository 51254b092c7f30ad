package io.baton.spi;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
   * A version, known by its marks.
   *
   * @param module name of the module
   * @param number of the version
   */
  record Owner(String module, long number) {}

  /**
   * Returns the version that a class belongs to.
   *
   * @param loader of the class; of the version's bundle, or one that the version has made
   * @return empty if it is not of a module; empty by default, if only numbers are known
   */
  default Optional<Owner> ownerOf(@Nullable ClassLoader loader) {
    return Optional.empty();
  }

  /**
   * Returns the version in a stack frame.
   *
   * @param frame of any class
   * @return such as {@code 2.0.0}; empty if it is not of a module
   */
  static Optional<String> versionIn(StackTraceElement frame) {
    String marked = marked(frame);
    return numberIn(frame).isEmpty()
        ? Optional.empty()
        : Optional.of(marked.substring(marked.lastIndexOf('@') + 1, marked.lastIndexOf('#')));
  }

  /**
   * Returns the number in a stack frame.
   *
   * @param frame of any class
   * @return empty if it is not of a module
   */
  static OptionalLong numberIn(StackTraceElement frame) {
    String marked = marked(frame);
    int at = marked.lastIndexOf('@');
    int hash = at < 0 ? -1 : marked.indexOf('#', at);
    if (hash < 0) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(marked, hash + 1, marked.length(), 10));
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

  /**
   * Returns the text of a frame for people. The mark is there once: where the file shows it, the
   * name of the loader is left out.
   *
   * @param frame of any class
   * @return as a stack trace shows it
   */
  static String text(StackTraceElement frame) {
    String loader = frame.getClassLoaderName();
    return frame.getFileName() == null || loader == null || !loader.startsWith("@")
        ? frame.toString()
        : new StackTraceElement(
                frame.getClassName(),
                frame.getMethodName(),
                frame.getFileName(),
                frame.getLineNumber())
            .toString();
  }

  /**
   * Returns the text that ends with a mark: {@link LoaderMarks} says why a frame may have no file.
   */
  private static String marked(StackTraceElement frame) {
    String file = frame.getFileName();
    String text = file == null ? frame.getClassLoaderName() : file;
    return text == null ? "" : text;
  }
}
