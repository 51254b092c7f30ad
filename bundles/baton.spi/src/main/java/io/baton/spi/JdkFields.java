package io.baton.spi;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of the JDK's own classes that have no accessor. The JVM has to export one package
 * for that: {@code --add-exports java.base/jdk.internal.misc=ALL-UNNAMED}, as Baton's start script
 * does. Runs no method of what is read.
 */
public final class JdkFields {
  private static final @Nullable Access ACCESS = access();

  private record Access(
      MethodHandle offset,
      MethodHandle staticOffset,
      MethodHandle staticBase,
      MethodHandle read,
      MethodHandle write,
      MethodHandle isUnused) {}

  private JdkFields() {}

  /**
   * Reads a field of an object.
   *
   * @param object whose field
   * @param type the class of the JDK that declares it
   * @param field its name
   * @return its value; null also if it cannot be read
   */
  public static @Nullable Object read(Object object, Class<?> type, String field) {
    Access access = ACCESS;
    if (access == null) {
      return null;
    }
    try {
      long offset = (long) access.offset.invoke(type, field);
      return (Object) access.read.invoke(object, offset);
    } catch (Throwable _) {
      return null; // this JDK has no such field
    }
  }

  /**
   * Returns a function that reads a field often.
   *
   * @param type the class of the JDK that declares it
   * @param field its name
   * @return takes an object, and returns the value; null if the field cannot be read
   */
  static @Nullable MethodHandle reader(Class<?> type, String field) {
    return at(ACCESS == null ? null : ACCESS.read, type, field);
  }

  /**
   * Returns a function that writes a field.
   *
   * @param type the class of the JDK that declares it
   * @param field its name
   * @return takes an object and the value; null if the field cannot be written
   */
  static @Nullable MethodHandle writer(Class<?> type, String field) {
    return at(ACCESS == null ? null : ACCESS.write, type, field);
  }

  private static @Nullable MethodHandle at(
      @Nullable MethodHandle access, Class<?> type, String field) {
    if (ACCESS == null || access == null) {
      return null;
    }
    try {
      return MethodHandles.insertArguments(access, 1, (long) ACCESS.offset.invoke(type, field));
    } catch (Throwable _) {
      return null; // this JDK has no such field
    }
  }

  /**
   * Reads a static field.
   *
   * @param type the class of the JDK that declares it, initialised
   * @param field its name
   * @return its value; null also if it cannot be read
   */
  public static @Nullable Object readStatic(Class<?> type, String field) {
    Access access = ACCESS;
    if (access == null) {
      return null;
    }
    try {
      Field declared = type.getDeclaredField(field);
      long offset = (long) access.staticOffset.invoke(declared);
      return (Object) access.read.invoke((Object) access.staticBase.invoke(declared), offset);
    } catch (Throwable _) {
      return null; // this JDK has no such field
    }
  }

  /**
   * Returns whether a class may have been used: nothing is in the registry of one that was not.
   *
   * @param type any class; it is not initialised by this
   * @return true also if that cannot be told
   */
  public static boolean isUsed(Class<?> type) {
    Access access = ACCESS;
    if (access == null) {
      return true;
    }
    try {
      return !(boolean) access.isUnused.invoke(type);
    } catch (Throwable e) {
      throw new IllegalStateException("the JVM does not tell whether " + type + " is used", e);
    }
  }

  private static @Nullable Access access() {
    try {
      Class<?> type = Class.forName("jdk.internal.misc.Unsafe", true, null);
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      Object unsafe = lookup.findStatic(type, "getUnsafe", MethodType.methodType(type)).invoke();
      MethodType byName = MethodType.methodType(long.class, Class.class, String.class);
      MethodType byField = MethodType.methodType(long.class, Field.class);
      MethodType base = MethodType.methodType(Object.class, Field.class);
      MethodType read = MethodType.methodType(Object.class, Object.class, long.class);
      MethodType write = MethodType.methodType(void.class, Object.class, long.class, Object.class);
      return new Access(
          lookup.findVirtual(type, "objectFieldOffset", byName).bindTo(unsafe),
          lookup.findVirtual(type, "staticFieldOffset", byField).bindTo(unsafe),
          lookup.findVirtual(type, "staticFieldBase", base).bindTo(unsafe),
          lookup.findVirtual(type, "getReference", read).bindTo(unsafe),
          lookup.findVirtual(type, "putReference", write).bindTo(unsafe),
          lookup
              .findVirtual(
                  type, "shouldBeInitialized", MethodType.methodType(boolean.class, Class.class))
              .bindTo(unsafe));
    } catch (ReflectiveOperationException _) {
      return null; // the package is not exported to us, or the JDK differs
    } catch (Throwable e) {
      throw new IllegalStateException("fields of the JDK cannot be read", e);
    }
  }
}
