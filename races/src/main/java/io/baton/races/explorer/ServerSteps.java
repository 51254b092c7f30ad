package io.baton.races.explorer;

import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.spi.ProcessControl;
import io.baton.spi.Safepoints;
import io.baton.spi.Turn;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The real safepoints and the real processes, with a step of the server before each use. */
final class ServerSteps implements Safepoints, ProcessControl {
  private final Steps steps;
  private final Safepoints safepoints;
  private final ProcessControl processes;

  /**
   * Whether it has looked once; a purge looks until no process is left. Touched by the server only.
   */
  private boolean looked;

  ServerSteps(Steps steps, Safepoints safepoints, ProcessControl processes) {
    this.steps = steps;
    this.safepoints = safepoints;
    this.processes = processes;
  }

  private void at(String step) {
    steps.at(Side.SERVER, step);
  }

  @Override
  public Pid spawnApart(Next first) {
    return processes.spawnApart(first);
  }

  @Override
  public Armed arm(long version, Check check) {
    Armed armed = safepoints.arm(version, check);
    at("has closed the gate");
    return () -> {
      at("gives up");
      armed.close();
    };
  }

  @Override
  public long tick() {
    return safepoints.tick();
  }

  @Override
  public long clock() {
    return safepoints.clock();
  }

  @Override
  public long born(long version) {
    return safepoints.born(version);
  }

  @Override
  public boolean seesEveryEntry(long version) {
    return safepoints.seesEveryEntry(version);
  }

  @Override
  public Watch watch(long version) {
    return processes.watch(version);
  }

  @Override
  public Collection<? extends Running> running() {
    Collection<? extends Running> running = processes.running();
    if (looked) {
      return running;
    }
    looked = true;
    return running.stream()
        .<Running>map(process -> process.thread().isVirtual() ? new LookedAt(process) : process)
        .toList();
  }

  /** Stops before each look at the turn: before any look at the process, and after its stack. */
  private final class LookedAt implements Running {
    private final Running process;

    /** Whether it was asked if it may be in the version; touched by the server only. */
    private boolean asked;

    LookedAt(Running process) {
      this.process = process;
    }

    @Override
    public Pid pid() {
      return process.pid();
    }

    @Override
    public Optional<String> name() {
      return process.name();
    }

    @Override
    public Thread thread() {
      return process.thread();
    }

    @Override
    public Optional<String> waitsFor() {
      return process.waitsFor();
    }

    @Override
    public Optional<Turn> turn() {
      at(asked ? "has looked at the stack" : "looks at the turn");
      return process.turn();
    }

    @Override
    public boolean isAlive() {
      return process.isAlive();
    }

    @Override
    public boolean isFirstTurn() {
      return process.isFirstTurn();
    }

    @Override
    public boolean mayBeIn(Watch watch) {
      asked = true;
      return process.mayBeIn(watch);
    }

    @Override
    public long waiting() {
      return process.waiting();
    }

    @Override
    public void seen(long waiting, Set<Long> versions) {
      process.seen(waiting, versions);
    }

    @Override
    public List<Kept> kept() {
      return process.kept();
    }
  }

  @Override
  public void settle(String module) {
    processes.settle(module);
  }

  @Override
  public boolean kill(Running process) {
    at("kills");
    return processes.kill(process instanceof LookedAt looked ? looked.process : process);
  }

  @Override
  public Running adopt(Thread thread) {
    return processes.adopt(thread);
  }

  /** Only threads that are at the gate ask this: a step of the user. */
  @Override
  public void checkCaller() {
    steps.at(Side.USER, "is at the gate");
    processes.checkCaller();
  }

  @Override
  public Collection<? extends Running> living() {
    return processes.living();
  }
}
