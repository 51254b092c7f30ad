package io.baton.process.schedule;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's scheduler of virtual threads. The JDK shows it only if it was started with {@code
 * --add-opens java.base/java.lang=ALL-UNNAMED}, and its names may change with the JDK. Any thread.
 *
 * @param carriers the pool whose threads are the carriers
 * @param builder makes a builder of threads that are given to another scheduler
 * @param carrier returns the carrier of the current thread, or this thread itself if it has none
 */
record JdkScheduler(ForkJoinPool carriers, MethodHandle builder, MethodHandle carrier) {
  /** Null if the JDK does not show it. */
  static final @Nullable JdkScheduler OPEN = find();

  private static @Nullable JdkScheduler find() {
    try {
      Class<?> virtual = Class.forName("java.lang.VirtualThread");
      MethodHandle scheduler =
          in(virtual).findStatic(virtual, "defaultScheduler", methodType(Executor.class));
      Class<?> builder = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder");
      MethodHandle made =
          in(builder).findConstructor(builder, methodType(void.class, Executor.class));
      MethodHandle carrier =
          in(Thread.class)
              .findStatic(Thread.class, "currentCarrierThread", methodType(Thread.class));
      if ((Executor) scheduler.invokeExact() instanceof ForkJoinPool pool) {
        var found =
            new JdkScheduler(
                pool, made.asType(methodType(Thread.Builder.class, Executor.class)), carrier);
        found.threads(pool);
        return found;
      }
      return null;
    } catch (Throwable e) {
      return absent(e);
    }
  }

  /** Processes are scheduled as any other virtual thread then. */
  private static @Nullable JdkScheduler absent(Throwable cause) {
    if (cause instanceof VirtualMachineError error) {
      throw error;
    }
    return null;
  }

  private static MethodHandles.Lookup in(Class<?> type) throws IllegalAccessException {
    return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
  }

  /** Returns a builder of virtual threads that are run by an executor, on carriers. */
  Thread.Builder threads(Executor scheduler) {
    try {
      return (Thread.Builder) builder.invokeExact(scheduler);
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  /** Returns the carrier that runs this code; null if none does. */
  @Nullable ForkJoinWorkerThread here() {
    try {
      return (Thread) carrier.invokeExact() instanceof ForkJoinWorkerThread worker
              && worker.getPool() == carriers
          ? worker
          : null;
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  private static RuntimeException thrown(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
  }
}
