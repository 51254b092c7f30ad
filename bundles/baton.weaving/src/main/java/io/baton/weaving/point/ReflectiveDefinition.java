package io.baton.weaving.point;

import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A reflective call, on its way from woven code to {@link Method#invoke}. If it defines a class for
 * a version, the class file is woven. Any other call is passed on unchanged.
 */
public final class ReflectiveDefinition {
  private static final String DEFINE = "defineClass";

  private final Method method;
  private final @Nullable Object receiver;
  private final Object @Nullable [] arguments;

  private ReflectiveDefinition(
      Method method, @Nullable Object receiver, Object @Nullable [] arguments) {
    this.method = method;
    this.receiver = receiver;
    this.arguments = arguments;
  }

  /**
   * Takes the parts of a reflective call.
   *
   * @param method that is called; null as well, for which the call throws
   * @param receiver whose method it is
   * @param arguments left unchanged
   * @return the parts with which to make the call
   */
  public static ReflectiveDefinition of(
      Method method, @Nullable Object receiver, Object @Nullable [] arguments) {
    return new ReflectiveDefinition(method, receiver, woven(method, receiver, arguments));
  }

  private static Object @Nullable [] woven(
      @Nullable Method method, @Nullable Object receiver, Object @Nullable [] arguments) {
    if (method == null || receiver == null || arguments == null) {
      return arguments;
    }
    String name = method.getName();
    if (receiver instanceof Lookup lookup && method.getDeclaringClass() == Lookup.class) {
      return name.equals(DEFINE) || name.startsWith("defineHiddenClass")
          ? ofLookup(lookup, arguments, !name.equals(DEFINE))
          : arguments;
    }
    return receiver instanceof ClassLoader loader
            && name.equals(DEFINE)
            && method.getDeclaringClass().getClassLoader() == null
        ? ofLoader(loader, arguments)
        : arguments;
  }

  private static Object[] ofLookup(Lookup lookup, Object[] arguments, boolean isHidden) {
    if (arguments.length == 0 || !(arguments[0] instanceof byte[] classFile)) {
      return arguments;
    }
    Object[] changed = arguments.clone();
    changed[0] = Definitions.woven(lookup, classFile, isHidden);
    return changed;
  }

  /**
   * Weaves the class file in the arguments: an array, with its offset and its length, or a buffer.
   */
  private static Object[] ofLoader(ClassLoader loader, Object[] arguments) {
    Object[] changed = arguments.clone();
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] instanceof ByteBuffer buffer) {
        byte[] classFile = new byte[buffer.remaining()];
        buffer.get(classFile);
        changed[i] = ByteBuffer.wrap(Definitions.wovenBelowVersion(loader, classFile));
        return changed;
      }
      if (changed[i] instanceof byte[] bytes
          && i + 2 < changed.length
          && changed[i + 1] instanceof Integer offset
          && changed[i + 2] instanceof Integer length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        byte[] woven =
            Definitions.wovenBelowVersion(
                loader, Arrays.copyOfRange(bytes, offset, offset + length));
        changed[i] = woven;
        changed[i + 1] = 0;
        changed[i + 2] = woven.length;
        return changed;
      }
    }
    return arguments;
  }

  /**
   * Returns the method that is called.
   *
   * @return as it was given
   */
  public Method method() {
    return method;
  }

  /**
   * Returns the object whose method is called.
   *
   * @return null for a static method
   */
  public @Nullable Object receiver() {
    return receiver;
  }

  /**
   * Returns the arguments of the call.
   *
   * @return with the woven class file, if the call defines a class for a version
   */
  public Object @Nullable [] arguments() {
    return arguments;
  }
}
