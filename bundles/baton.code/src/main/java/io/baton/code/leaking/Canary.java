package io.baton.code.leaking;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandles;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;

/**
 * A class without users. It is gone when a collection has unloaded classes, which is what says that
 * class loaders had their chance to go: not every collection does that, and no collector tells
 * which did.
 */
final class Canary extends PhantomReference<Class<?>> {
  /** How often {@link #goneAfterCollection} asks for a collection. */
  private static final int ATTEMPTS = 10;

  private final long number;

  private Canary(Class<?> type, ReferenceQueue<Object> queue, long number) {
    super(type, queue);
    this.number = number;
  }

  /**
   * A new one. Only what was purged before it was made may be judged by it.
   *
   * @param queue where it appears when it is gone
   * @param number how many there were before
   */
  static Canary make(ReferenceQueue<Object> queue, long number) {
    return new Canary(unused(), queue, number);
  }

  /** Hidden, and so collected on its own, without its loader. */
  private static Class<?> unused() {
    ClassDesc name = ClassDesc.of(Canary.class.getPackageName(), "Unused");
    try {
      return MethodHandles.lookup()
          .defineHiddenClass(ClassFile.of().build(name, _ -> {}), false)
          .lookupClass();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  long number() {
    return number;
  }

  /**
   * Asks for collections until one has unloaded classes.
   *
   * @return false if none has, since the JVM does not collect when it is asked to
   */
  static boolean goneAfterCollection() {
    Canary canary = make(new ReferenceQueue<>(), 0);
    for (int i = 0; i < ATTEMPTS && !canary.refersTo(null); i++) {
      System.gc();
    }
    return canary.refersTo(null);
  }
}
