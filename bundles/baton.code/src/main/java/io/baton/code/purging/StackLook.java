package io.baton.code.purging;

import io.baton.api.code.Lingering;
import io.baton.api.code.ModuleVersion;
import io.baton.api.spi.ProcessTable;
import io.baton.api.spi.ProcessTable.Running;
import io.baton.code.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who has a stack frame in a version, or is about to get one. Each process is looked at where it
 * is; nobody is stopped or woken. A process of which it is known that it cannot be there is not
 * looked at: a look at a stack takes microseconds.
 */
final class StackLook {
  /** Of so many it is said in detail where they are. */
  static final int DETAILED = 1_000;

  private static final String IN_ITS_TURN = "its turn";

  private final ProcessTable processes;

  StackLook(ProcessTable processes) {
    this.processes = processes;
  }

  /**
   * What is looked for.
   *
   * @param version whose frames
   * @param since when it became old
   * @param watch of the version; null if there is none
   */
  record Wanted(Version version, Instant since, ProcessTable.@Nullable Watch watch) {
    long number() {
      return version.id().number();
    }

    /** Whether the process runs a turn of the version, or is about to. */
    boolean isTurnOf(Running process) {
      return process.turn().filter(turn -> turn.isIn(version.loader())).isPresent()
          && process.thread().isAlive();
    }
  }

  /**
   * Someone found in a version.
   *
   * @param process null for a thread that has not used processes
   */
  record Found(Thread thread, @Nullable Running process, Lingering lingering) {}

  /** Everyone in the version: processes first, in the order of their pids. */
  List<Found> look(Wanted wanted) {
    Collection<? extends Running> running = processes.running();
    Set<Thread> threads = new HashSet<>(2 * running.size());
    List<Running> certain = new ArrayList<>();
    List<Running> possible = new ArrayList<>();
    ProcessTable.Watch watch = complete(wanted.watch());
    for (Running process : running) {
      if (!threads.add(process.thread())) {
        continue;
      }
      if (wanted.isTurnOf(process)) {
        certain.add(process);
      } else if (watch == null || process.mayBeIn(watch)) {
        possible.add(process);
      }
    }
    List<Found> found = processes(certain, possible, wanted);
    ForeignThreads.stacks(threads)
        .forEach((thread, frames) -> look(Stack.of(thread, frames), wanted).ifPresent(found::add));
    return found;
  }

  private static ProcessTable.@Nullable Watch complete(ProcessTable.@Nullable Watch watch) {
    return watch != null && watch.isComplete() ? watch : null;
  }

  /** Stacks are looked at side by side: most of the time of a look is spent there. */
  private static List<Found> processes(
      List<Running> certain, List<Running> possible, Wanted wanted) {
    Comparator<Running> byPid = Comparator.comparingLong(process -> process.pid().number());
    Running[] sorted = certain.toArray(Running[]::new);
    Arrays.parallelSort(sorted, byPid);
    int detailed = Math.min(DETAILED, sorted.length);
    possible.addAll(Arrays.asList(sorted).subList(0, detailed));
    List<Found> found =
        possible.parallelStream().flatMap(process -> look(process, wanted).stream()).toList();
    List<Found> all = new ArrayList<>(found.size() + sorted.length - detailed);
    all.addAll(found);
    for (Running process : Arrays.asList(sorted).subList(detailed, sorted.length)) {
      all.add(inItsTurn(process, wanted));
    }
    all.sort(Comparator.comparing(Found::process, byPid));
    return all;
  }

  private static Found inItsTurn(Running process, Wanted wanted) {
    return found(process, wanted, IN_ITS_TURN, process.waitsFor().orElse("running"));
  }

  /** First the stack, then the turn: see {@link Running#turn()}. */
  private static Optional<Found> look(Running process, Wanted wanted) {
    long waiting = process.waiting();
    Stack stack = Stack.of(process.thread());
    if (waiting != 0 && waiting == process.waiting()) {
      process.seen(waiting, stack.versions());
    }
    Optional<StackTraceElement> frame = stack.frameIn(wanted.number());
    if (frame.isEmpty() && !wanted.isTurnOf(process)) {
      return Optional.empty();
    }
    return Optional.of(
        found(
            process,
            wanted,
            frame.map(StackTraceElement::toString).orElse("its next turn"),
            process.waitsFor().orElseGet(stack::doing)));
  }

  private static Found found(Running process, Wanted wanted, String where, String waitsFor) {
    ModuleVersion version = wanted.version().id();
    var lingering =
        new Lingering(
            version,
            Optional.of(process.pid()),
            process.name().orElse(""),
            wanted.since(),
            where,
            waitsFor,
            why(process, wanted));
    return new Found(process.thread(), process, lingering);
  }

  private static Optional<String> why(Running process, Wanted wanted) {
    return process.turn().flatMap(turn -> turn.whyIn(wanted.version().loader()));
  }

  private static Optional<Found> look(Stack stack, Wanted wanted) {
    return stack
        .frameIn(wanted.number())
        .map(frame ->
            new Lingering(
                wanted.version().id(),
                Optional.empty(),
                stack.thread().getName(),
                wanted.since(),
                frame.toString(),
                stack.doing(),
                Optional.empty()))
        .map(lingering -> new Found(stack.thread(), null, lingering));
  }
}
