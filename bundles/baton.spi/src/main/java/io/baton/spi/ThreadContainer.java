package io.baton.spi;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A container of the JDK that virtual threads are started in. The JDK lists the threads of each
 * container by themselves, and thread dumps show its name. A thread that is started by a thread of
 * a container is not in it.
 *
 * <p>The JDK has them in {@code jdk.internal.vm} only, which must be exported: {@code --add-exports
 * java.base/jdk.internal.vm=ALL-UNNAMED}. Any thread.
 */
public final class ThreadContainer {
  private static final Log LOG = Log.of("io.baton.process");
  private static final @Nullable Listing LISTING = listing();
  private static final @Nullable Starting STARTING = starting();

  /** Reads the innermost scope of a thread. */
  private static final @Nullable MethodHandle SCOPES =
      JdkFields.reader(Thread.class, "headStackableScopes");

  private final Object container;

  private ThreadContainer(Object container) {
    this.container = container;
  }

  /** Lists the threads of containers. */
  private record Listing(Object root, MethodHandle threads, MethodHandle children) {
    void collect(Object container, Skipped skipped, Consumer<Thread> each) throws Throwable {
      boolean isSkipped = skipped.isOf(container);
      if (!isSkipped) {
        ((Stream<?>) threads.invoke(container))
            .map(Thread.class::cast)
            .filter(Thread::isVirtual)
            .forEach(each);
      }
      if (!isSkipped || skipped.haveScopes) {
        for (Object child : ((Stream<?>) children.invoke(container)).toList()) {
          collect(child, skipped, each);
        }
      }
    }
  }

  /**
   * A container whose own threads are not listed.
   *
   * @param container the container
   * @param haveScopes whether one of its threads {@link #hasScopes has scopes}; the JDK looks at
   *     each thread then
   */
  public record Skipped(Optional<ThreadContainer> container, boolean haveScopes) {
    private boolean isOf(Object jdk) {
      return container.isPresent() && container.get().container == jdk;
    }
  }

  /** Makes containers, and starts threads in them. */
  private record Starting(MethodHandle create, MethodHandle start) {}

  private static @Nullable Listing listing() {
    try {
      Class<?> one = jdk("ThreadContainer");
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      Object root = lookup.findStatic(jdk("ThreadContainers"), "root", methodType(one)).invoke();
      return new Listing(
          root,
          lookup.findVirtual(one, "threads", methodType(Stream.class)),
          lookup.findVirtual(one, "children", methodType(Stream.class)));
    } catch (Throwable e) {
      absent(e);
      return null;
    }
  }

  private static @Nullable Starting starting() {
    try {
      Class<?> shared = jdk("SharedThreadContainer");
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      return new Starting(
          lookup
              .findStatic(shared, "create", methodType(shared, String.class))
              .asType(methodType(Object.class, String.class)),
          lookup
              .findVirtual(shared, "start", methodType(void.class, Thread.class))
              .asType(methodType(void.class, Object.class, Thread.class)));
    } catch (Throwable e) {
      absent(e);
      return null;
    }
  }

  private static Class<?> jdk(String name) throws ClassNotFoundException {
    return Class.forName("jdk.internal.vm." + name, false, null);
  }

  /** The warning is {@link JvmOption}'s, at the start. */
  private static void absent(Throwable cause) {
    if (cause instanceof VirtualMachineError error) {
      throw error;
    }
    LOG.log(System.Logger.Level.DEBUG, "there are no containers of threads: " + cause);
  }

  /**
   * Makes a container.
   *
   * @param name in thread dumps
   * @return without threads; empty if the JDK has none, or shows none of them to Baton
   */
  public static Optional<ThreadContainer> create(String name) {
    Starting jdk = STARTING;
    if (jdk == null || LISTING == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ThreadContainer((Object) jdk.create.invokeExact(name)));
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  /**
   * Starts a thread in the container. Throws what {@link Thread#start} throws.
   *
   * @param virtual not started before
   */
  public void start(Thread virtual) {
    Starting jdk = STARTING;
    if (jdk == null) {
      throw new IllegalStateException("the JDK's containers cannot be reached");
    }
    try {
      jdk.start.invokeExact(container, virtual);
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  /**
   * Returns whether a thread has open scopes, and may be the owner of threads that it has started
   * in one: those are in a container that only their owner knows.
   *
   * @param thread any
   * @return true also if that cannot be found out
   */
  public static boolean hasScopes(Thread thread) {
    MethodHandle scopes = SCOPES;
    if (scopes == null) {
      return true;
    }
    try {
      return (Object) scopes.invokeExact((Object) thread) != null;
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  /**
   * Lists the living virtual threads, of all containers and of none. Without access to the JDK's
   * lists there are none.
   *
   * @param skipped a container whose threads are left out; not those that its threads have started,
   *     in whatever way
   * @param each gets each thread
   */
  public static void virtualThreads(Skipped skipped, Consumer<Thread> each) {
    Listing jdk = LISTING;
    if (jdk != null) {
      try {
        jdk.collect(jdk.root, skipped, each);
      } catch (Throwable e) {
        throw new IllegalStateException("the JDK does not list its virtual threads", e);
      }
    }
  }

  private static RuntimeException thrown(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
  }
}
