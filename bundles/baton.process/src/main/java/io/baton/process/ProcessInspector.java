package io.baton.process;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessInfo;
import io.baton.api.process.ProcessInfo.State;
import io.baton.api.process.ProcessInspection;
import io.baton.process.exit.LeftLocks;
import io.baton.process.exit.Reaper;
import io.baton.process.schedule.Timekeeper;
import io.baton.process.spawn.Callers;
import io.baton.process.spawn.Spawner;
import io.baton.process.state.LocalPid;
import io.baton.process.state.LocalProcess;
import io.baton.spi.Debugger;
import io.baton.spi.JdkThreads;
import io.baton.spi.JvmOption;
import io.baton.spi.ProcessTracing;
import io.baton.spi.VersionMarks;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Describes processes to people, and traces them. */
final class ProcessInspector implements ProcessInspection, ProcessTracing {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Callers callers;
  private final Spawner spawner;
  private final Timekeeper timekeeper;
  private final Reaper reaper;

  ProcessInspector(Callers callers, Spawner spawner, Timekeeper timekeeper, Reaper reaper) {
    this.callers = callers;
    this.spawner = spawner;
    this.timekeeper = timekeeper;
    this.reaper = reaper;
  }

  @Override
  public List<Pid> processes() {
    callers.known();
    return spawner.living().stream().<Pid>map(LocalProcess::pid).toList();
  }

  @Override
  public OptionalInt mailboxLength(Pid pid) {
    callers.known();
    LocalProcess process = LocalPid.processOf(pid);
    return process == null ? OptionalInt.empty() : OptionalInt.of(process.mailbox().length());
  }

  @Override
  public List<String> alarms() {
    callers.known();
    return Stream.of(
            JvmOption.missing().stream(),
            timekeeper.alarm().stream(),
            reaper.alarms().stream(),
            LeftLocks.among(spawner.running()).stream())
        .flatMap(alarms -> alarms)
        .toList();
  }

  @Override
  public Optional<ProcessInfo> info(Pid pid) {
    callers.known();
    LocalProcess living = LocalPid.processOf(pid);
    LocalProcess process = living == null ? spawner.running((LocalPid) pid) : living;
    return process == null ? Optional.empty() : Optional.of(info(process));
  }

  private ProcessInfo info(LocalProcess process) {
    StackTraceElement[] stack = JdkThreads.stackTrace(process.thread());
    return new ProcessInfo(
        process.pid(),
        process.name(),
        state(process),
        process.initialCall(),
        function(stack),
        process.mailbox().length(),
        process.links(),
        process.monitors(),
        process.trapsExits(),
        work(process));
  }

  private static State state(LocalProcess process) {
    ExitReason reason = process.ended();
    if (reason != null) {
      return new State.Ended(reason);
    }
    Optional<String> receive = process.waitsFor();
    if (receive.isPresent()) {
      return new State.Waiting(receive.get());
    }
    if (Debugger.holds(process.thread())) {
      return new State.Waiting("a debugger");
    }
    return switch (JdkThreads.state(process.thread())) {
      case BLOCKED -> new State.Waiting("a lock");
      case WAITING, TIMED_WAITING -> new State.Waiting("waiting");
      case NEW, RUNNABLE, TERMINATED -> new State.Running();
    };
  }

  private static Optional<ProcessInfo.Function> function(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (VersionMarks.numberIn(frame).isPresent()) {
        return Optional.of(function(frame));
      }
    }
    return Optional.empty();
  }

  private static ProcessInfo.Function function(StackTraceElement frame) {
    String name = frame.getClassName() + "." + frame.getMethodName();
    return new ProcessInfo.Function(
        frame.getLineNumber() > 0 ? name + ":" + frame.getLineNumber() : name,
        VersionMarks.versionIn(frame).orElse(""),
        VersionMarks.numberIn(frame).orElse(0));
  }

  private ProcessInfo.Work work(LocalProcess process) {
    return new ProcessInfo.Work(
        Instant.ofEpochMilli(process.resources().began()),
        process.resources().turns(),
        process.mailbox().taken(),
        process.mailbox().dropped(),
        cpuTime(process.thread()));
  }

  private Optional<Duration> cpuTime(Thread thread) {
    if (thread.isVirtual() || !threads.isThreadCpuTimeSupported()) {
      return Optional.empty();
    }
    long nanos = threads.getThreadCpuTime(thread.threadId());
    return nanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
  }

  @Override
  public Trace trace(Pid pid, Consumer<Event> tracer) {
    LocalProcess process = LocalPid.processOf(pid);
    if (process == null) {
      throw new IllegalArgumentException(pid + " has ended: there is nothing to trace");
    }
    if (!process.mailbox().trace(tracer)) {
      throw new IllegalArgumentException(pid + " is traced already");
    }
    return () -> process.mailbox().stopTracing(tracer);
  }
}
