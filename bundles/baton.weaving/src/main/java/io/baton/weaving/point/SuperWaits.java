package io.baton.weaving.point;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/**
 * Links the calls of {@code super} that wait, such as {@code super.lock()} in a lock of a module:
 * they wait as {@link Waits} do, and call what the super class has.
 */
public final class SuperWaits {
  private static final Map<String, String> INTERRUPTIBLE =
      Map.of(
          "lock", "lockInterruptibly",
          "awaitUninterruptibly", "await",
          "acquireUninterruptibly", "acquire",
          "readLock", "readLockInterruptibly",
          "writeLock", "writeLockInterruptibly",
          "awaitAdvance", "awaitAdvanceInterruptibly",
          "join", "get");

  private static final MethodHandle CALL = call();

  private SuperWaits() {}

  private static MethodHandle call() {
    try {
      return MethodHandles.lookup()
          .findStatic(
              SuperWaits.class,
              "call",
              MethodType.methodType(
                  Object.class,
                  String.class,
                  MethodHandle.class,
                  MethodHandle.class,
                  Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Links such a call; the bootstrap method.
   *
   * @param lookup of the class that calls
   * @param name of the method
   * @param type the class that calls, the parameters and the result
   * @param owner the super class
   * @return the call
   */
  public static CallSite link(
      MethodHandles.Lookup lookup, String name, MethodType type, Class<?> owner) {
    MethodType method = type.dropParameterTypes(0, 1);
    try {
      MethodHandle original = special(lookup, owner, name, method);
      String interruptible = INTERRUPTIBLE.get(name);
      if (interruptible == null || !isJdk(lookup, original)) {
        return new ConstantCallSite(original.asType(type));
      }
      MethodHandle instead = special(lookup, owner, interruptible, method);
      MethodHandle waiting =
          MethodHandles.insertArguments(CALL, 0, name, spread(instead), spread(original));
      return new ConstantCallSite(
          waiting.asCollector(Object[].class, type.parameterCount()).asType(type));
    } catch (NoSuchMethodException e) {
      throw (Error) new NoSuchMethodError(e.getMessage()).initCause(e);
    } catch (IllegalAccessException e) {
      throw (Error) new IllegalAccessError(e.getMessage()).initCause(e);
    }
  }

  private static MethodHandle special(
      MethodHandles.Lookup lookup, Class<?> owner, String name, MethodType type)
      throws NoSuchMethodException, IllegalAccessException {
    return lookup.findSpecial(owner, name, type, lookup.lookupClass());
  }

  private static boolean isJdk(MethodHandles.Lookup lookup, MethodHandle method) {
    return Original.isJdk(lookup.revealDirect(method).getDeclaringClass());
  }

  private static MethodHandle spread(MethodHandle method) {
    int parameters = method.type().parameterCount();
    return method
        .asSpreader(Object[].class, parameters)
        .asType(MethodType.methodType(Object.class, Object[].class));
  }

  static Object call(
      String name, MethodHandle interruptible, MethodHandle original, Object[] arguments)
      throws Throwable {
    var result = new Object[1];
    switch (name) {
      case "join" -> {
        Waits.uninterruptibly(() -> awaitCompletion(interruptible, arguments));
        result[0] = original.invokeExact(arguments);
      }
      case "awaitUninterruptibly" ->
          Waits.onceUninterruptibly(() -> result[0] = invoke(interruptible, arguments));
      default -> Waits.uninterruptibly(() -> result[0] = invoke(interruptible, arguments));
    }
    return result[0];
  }

  private static void awaitCompletion(MethodHandle get, Object[] arguments)
      throws InterruptedException {
    try {
      Object _ = invoke(get, arguments);
    } catch (CompletionException | CancellationException _) {
      // it is complete; join shows how
    }
  }

  private static Object invoke(MethodHandle wait, Object[] arguments) throws InterruptedException {
    try {
      return wait.invokeExact(arguments);
    } catch (InterruptedException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new CompletionException(e);
    }
  }
}
