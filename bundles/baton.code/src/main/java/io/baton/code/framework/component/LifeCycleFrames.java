package io.baton.code.framework.component;

import java.util.Iterator;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the calling thread is making or giving up an object of a component: then it has
 * a frame of the component's code that Declarative Services has called.
 */
public final class LifeCycleFrames {
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private LifeCycleFrames() {}

  /**
   * Inspects the stack of the calling thread.
   *
   * @param code class loader of the component's code
   * @param components class loader of Declarative Services
   */
  public static BooleanSupplier of(ClassLoader code, ClassLoader components) {
    return () ->
        STACK.walk(frames ->
            isCalledBy(
                frames
                    .<@Nullable ClassLoader>map(frame -> frame.getDeclaringClass().getClassLoader())
                    .filter(loader -> loader != null)
                    .iterator(),
                code,
                components));
  }

  private static boolean isCalledBy(
      Iterator<? extends @Nullable ClassLoader> loaders, ClassLoader code, ClassLoader by) {
    ClassLoader before = null;
    while (loaders.hasNext()) {
      ClassLoader loader = loaders.next();
      if (loader == by && before == code) {
        return true;
      }
      before = loader;
    }
    return false;
  }
}
