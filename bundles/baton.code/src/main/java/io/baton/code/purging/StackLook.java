package io.baton.code.purging;

import io.baton.api.code.Lingering;
import io.baton.api.process.Next;
import io.baton.api.spi.ProcessTable;
import io.baton.api.spi.VersionMarks;
import io.baton.code.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who has a stack frame in a version, or is about to get one. Each process is looked at where it
 * is; nobody is stopped or woken.
 */
final class StackLook {
  /**
   * What a thread that waits has on top of its stack, below the method that a person would name.
   */
  private static final List<String> PARKING =
      List.of(
          "jdk.internal.",
          "java.util.concurrent.locks.",
          "java.util.concurrent.ForkJoinPool",
          "java.util.concurrent.CompletableFuture$",
          "io.baton.weaving.",
          "java.lang.VirtualThread",
          "java.lang.System$");

  private final ProcessTable processes;

  StackLook(ProcessTable processes) {
    this.processes = processes;
  }

  /**
   * Someone found in a version.
   *
   * @param process null for a thread that has not used processes
   */
  record Found(Thread thread, ProcessTable.@Nullable Running process, Lingering lingering) {}

  /** Everyone in the version: processes first, in the order of their pids. */
  List<Found> look(Version version, Instant since) {
    List<Found> found = new ArrayList<>();
    Set<Thread> seen = new HashSet<>();
    processes.running().stream()
        .sorted((a, b) -> Long.compare(a.pid().number(), b.pid().number()))
        .forEach(process -> {
          if (seen.add(process.thread())) {
            look(process, version, since).ifPresent(found::add);
          }
        });
    for (Map.Entry<Thread, StackTraceElement[]> thread : Thread.getAllStackTraces().entrySet()) {
      if (seen.add(thread.getKey())) {
        look(thread.getKey(), thread.getValue(), version, since).ifPresent(found::add);
      }
    }
    return found;
  }

  /** First the stack, then the turn: see {@link ProcessTable.Running#turn()}. */
  private static Optional<Found> look(
      ProcessTable.Running process, Version version, Instant since) {
    StackTraceElement[] stack = process.thread().getStackTrace();
    Optional<StackTraceElement> frame = frameIn(stack, version);
    boolean turn = process.turn().map(Next.Turn::code).filter(version.loader()::equals).isPresent();
    boolean about = turn && process.thread().isAlive();
    if (frame.isEmpty() && !about) {
      return Optional.empty();
    }
    var lingering =
        new Lingering(
            version.id(),
            Optional.of(process.pid()),
            process.name().orElse(""),
            since,
            frame.map(StackTraceElement::toString).orElse("its next turn"),
            process.waitsFor().orElseGet(() -> doing(process.thread(), stack)));
    return Optional.of(new Found(process.thread(), process, lingering));
  }

  private static Optional<Found> look(
      Thread thread, StackTraceElement[] stack, Version version, Instant since) {
    return frameIn(stack, version)
        .map(frame ->
            new Lingering(
                version.id(),
                Optional.empty(),
                thread.getName(),
                since,
                frame.toString(),
                doing(thread, stack)))
        .map(lingering -> new Found(thread, null, lingering));
  }

  private static Optional<StackTraceElement> frameIn(StackTraceElement[] stack, Version version) {
    OptionalLong number = OptionalLong.of(version.id().number());
    boolean atTheGate = false;
    for (StackTraceElement frame : stack) {
      atTheGate |= isWaitingAtTheGate(frame);
      if (VersionMarks.numberIn(frame).equals(number)) {
        if (!atTheGate) {
          return Optional.of(frame);
        }
        atTheGate = false;
      }
    }
    return Optional.empty();
  }

  /** The method that such a thread is about to enter is on its stack, but has not begun. */
  private static boolean isWaitingAtTheGate(StackTraceElement frame) {
    return frame.getMethodName().equals(PurgeGate.WAITING)
        && frame.getClassName().equals(PurgeGate.class.getName());
  }

  private static String doing(Thread thread, StackTraceElement[] stack) {
    return switch (thread.getState()) {
      case BLOCKED -> "waiting for a lock";
      case WAITING, TIMED_WAITING -> "waiting in " + method(stack);
      case NEW, RUNNABLE, TERMINATED -> "running";
    };
  }

  /** The method that a person would name: the first that is not about parking. */
  private static String method(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String type = frame.getClassName();
      if (PARKING.stream().noneMatch(type::startsWith)) {
        return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
      }
    }
    return "the JDK";
  }
}
