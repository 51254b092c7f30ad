package io.baton.spi;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The classes that the constants of a version's class files name. The weaver has the bytes of each
 * class in hand when it is loaded, so the thread that links a version asks it, and reads no class
 * file again. Used by one thread.
 */
public final class NamedClasses {
  private static final ScopedValue<NamedClasses> COLLECTING = ScopedValue.newInstance();

  private final ClassLoader loader;
  private final Map<String, Supplier<Set<String>>> named = new HashMap<>();

  /**
   * Knows nothing yet.
   *
   * @param loader of the version
   */
  public NamedClasses(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Collects what the weaver tells of the classes that this thread loads meanwhile.
   *
   * @param loading loads classes
   */
  public void collect(Runnable loading) {
    ScopedValue.where(COLLECTING, this).run(loading);
  }

  /**
   * Tells what a class names, if this thread links its version. Called by the weaver.
   *
   * @param of the loader of the class
   * @param className its binary name
   * @param found internal names, as constants have them: also its own, and those of arrays; asked
   *     only if the linker asks
   */
  public static void tell(ClassLoader of, String className, Supplier<Set<String>> found) {
    if (COLLECTING.isBound() && COLLECTING.get().loader == of) {
      COLLECTING.get().named.put(className, found);
    }
  }

  /**
   * Returns what a class names.
   *
   * @param className its binary name
   * @return internal names; empty if the weaver did not see the class on this thread
   */
  public Optional<Set<String>> in(String className) {
    return Optional.ofNullable(named.get(className)).map(Supplier::get);
  }
}
