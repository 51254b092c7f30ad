package io.baton.spi;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The debugger that may be attached to this JVM. It suspends threads, which the JVM shows of
 * platform threads only: of a virtual thread, its carrier is suspended. See decision 0055.
 */
public final class Debugger {
  /** A debugger can attach only if the JVM was started with the agent that it talks to. */
  private static final boolean CAN_ATTACH =
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .anyMatch(Debugger::namesAgent);

  private Debugger() {}

  static boolean namesAgent(String argument) {
    return argument.startsWith("-agentlib:jdwp")
        || argument.startsWith("-Xrunjdwp")
        || (argument.startsWith("-agentpath:") && argument.contains("jdwp"));
  }

  /**
   * Returns whether a debugger can attach to this JVM, or has done so.
   *
   * @return always the same
   */
  public static boolean canAttach() {
    return CAN_ATTACH;
  }

  /**
   * Returns whether a debugger has suspended a thread.
   *
   * @param thread any
   * @return false also for a virtual thread without a carrier, which waits anyway
   */
  public static boolean holds(Thread thread) {
    if (!CAN_ATTACH) {
      return false;
    }
    Thread running = thread.isVirtual() ? carrier(thread) : thread;
    return running != null && JdkThreads.isSuspended(running);
  }

  private static @Nullable Thread carrier(Thread virtual) {
    Optional<String> name = JdkThreads.carrierOf(virtual);
    return name.isEmpty()
        ? null
        : JdkThreads.platformThreads().stream()
            .filter(thread -> thread.getName().equals(name.get()))
            .findFirst()
            .orElse(null);
  }
}
