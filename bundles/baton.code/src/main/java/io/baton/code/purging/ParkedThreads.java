package io.baton.code.purging;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which versions are on the stack of a virtual thread that is parked, without their frames: in a
 * third of the time of a stack trace, since of each frame only the class is asked for.
 *
 * <p>The JDK has that for one's own stack only. It makes a stack trace of a parked thread by
 * walking its continuation while a state of its own keeps the thread from going on; this does the
 * same with another walker. Both are private, so that {@code java.lang} must be opened ({@code
 * --add-opens java.base/java.lang=ALL-UNNAMED}), and they are known of one release: elsewhere, and
 * for threads in any other state, there is no answer, and a stack trace has to be made.
 */
final class ParkedThreads {
  /** The release whose {@code VirtualThread} was read. */
  private static final int KNOWN = 25;

  private static final Set<StackWalker.Option> CLASSES =
      Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.DROP_METHOD_INFO);

  private static final Optional<Jdk> JDK =
      Runtime.version().feature() == KNOWN ? Jdk.opened() : Optional.empty();

  private ParkedThreads() {}

  /** Whether there are answers. */
  static boolean areSeen() {
    return JDK.isPresent();
  }

  /**
   * The numbers of all versions that have a class on the stack.
   *
   * @param numberOf the number of a class loader's version, if it is one's
   * @return empty if that must be found out otherwise
   */
  static Optional<Set<Long>> versions(Thread thread, Function<ClassLoader, OptionalLong> numberOf) {
    if (JDK.isEmpty() || !thread.isVirtual()) {
      return Optional.empty();
    }
    try {
      return JDK.get().walk(thread, frames -> versions(frames, numberOf));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the JDK does not show the stack of " + thread, e);
    }
  }

  private static Set<Long> versions(
      Stream<StackWalker.StackFrame> frames, Function<ClassLoader, OptionalLong> numberOf) {
    Set<Long> numbers = new HashSet<>(2);
    ClassLoader[] last = {null};
    frames.forEach(frame -> {
      ClassLoader loader = frame.getDeclaringClass().getClassLoader();
      if (loader != null && loader != last[0]) {
        last[0] = loader;
        numberOf.apply(loader).ifPresent(numbers::add);
      }
    });
    return numbers.isEmpty() ? Set.of() : numbers;
  }

  /**
   * What the JDK has of a virtual thread.
   *
   * @param parked its states while it is parked without and with a time-out
   * @param suspended what is added to a state to keep the thread from going on
   * @param runnable its state when it has been woken
   */
  private record Jdk(Handles handles, Set<Integer> parked, int suspended, int runnable) {
    /** Methods and fields; threads are of type Thread, a continuation of type Object. */
    private record Handles(
        MethodHandle state,
        MethodHandle compareAndSet,
        MethodHandle set,
        MethodHandle permit,
        MethodHandle submit,
        MethodHandle continuation,
        MethodHandle walker) {}

    static Optional<Jdk> opened() {
      try {
        Class<?> type = Class.forName("java.lang.VirtualThread", false, null);
        Class<?> continuation = Class.forName("jdk.internal.vm.Continuation", false, null);
        var lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        return Optional.of(
            new Jdk(
                handles(lookup, type, continuation),
                Set.of(constant(lookup, type, "PARKED"), constant(lookup, type, "TIMED_PARKED")),
                constant(lookup, type, "SUSPENDED"),
                constant(lookup, type, "UNPARKED")));
      } catch (ReflectiveOperationException | RuntimeException _) {
        // not opened: stack traces will do
        return Optional.empty();
      }
    }

    private static int constant(MethodHandles.Lookup lookup, Class<?> type, String name)
        throws ReflectiveOperationException {
      return (int) lookup.findStaticVarHandle(type, name, int.class).get();
    }

    private static Handles handles(
        MethodHandles.Lookup lookup, Class<?> type, Class<?> continuation)
        throws ReflectiveOperationException {
      MethodType ofThread = MethodType.methodType(int.class, Thread.class);
      MethodType change = MethodType.methodType(boolean.class, int.class, int.class);
      return new Handles(
          lookup.findGetter(type, "state", int.class).asType(ofThread),
          lookup
              .findVirtual(type, "compareAndSetState", change)
              .asType(change.insertParameterTypes(0, Thread.class)),
          lookup
              .findVirtual(type, "setState", MethodType.methodType(void.class, int.class))
              .asType(MethodType.methodType(void.class, Thread.class, int.class)),
          lookup
              .findGetter(type, "parkPermit", boolean.class)
              .asType(ofThread.changeReturnType(boolean.class)),
          lookup
              .findVirtual(type, "submitRunContinuation", MethodType.methodType(void.class))
              .asType(ofThread.changeReturnType(void.class)),
          lookup
              .findGetter(type, "cont", continuation)
              .asType(ofThread.changeReturnType(Object.class)),
          MethodHandles.lookup()
              .findVirtual(
                  continuation, "stackWalker", MethodType.methodType(StackWalker.class, Set.class))
              .asType(MethodType.methodType(StackWalker.class, Object.class, Set.class)));
    }

    /** As the JDK makes the stack trace of a thread that is parked. */
    <T> Optional<T> walk(Thread thread, Function<Stream<StackWalker.StackFrame>, T> body)
        throws Throwable {
      int state = (int) handles.state.invokeExact(thread);
      if (!parked.contains(state)
          || !(boolean) handles.compareAndSet.invokeExact(thread, state, state | suspended)) {
        return Optional.empty();
      }
      try {
        Object continuation = (Object) handles.continuation.invokeExact(thread);
        var walker = (StackWalker) handles.walker.invokeExact(continuation, CLASSES);
        return Optional.of(walker.walk(body));
      } finally {
        handles.set.invokeExact(thread, state);
        goOnIfWoken(thread, state);
      }
    }

    /** Who woke the thread in between has left it to us to let it run. */
    private void goOnIfWoken(Thread thread, int state) throws Throwable {
      if ((boolean) handles.permit.invokeExact(thread)
          && (boolean) handles.compareAndSet.invokeExact(thread, state, runnable)) {
        handles.submit.invokeExact(thread);
      }
    }
  }
}
