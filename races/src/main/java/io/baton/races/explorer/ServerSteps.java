package io.baton.races.explorer;

import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.spi.ProcessTable;
import io.baton.api.spi.Safepoints;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The real safepoints and the real processes, with a step of the server before each use. */
final class ServerSteps implements Safepoints, ProcessTable {
  private final Steps steps;
  private final Safepoints safepoints;
  private final ProcessTable processes;

  /** Whether it has looked once; a purge looks until nobody is left. Touched by the server only. */
  private boolean looked;

  ServerSteps(Steps steps, Safepoints safepoints, ProcessTable processes) {
    this.steps = steps;
    this.safepoints = safepoints;
    this.processes = processes;
  }

  private void at(String step) {
    steps.at(Side.SERVER, step);
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

  /** Stops between the look at the stack, the look at the turn, and what follows. */
  private final class LookedAt implements Running {
    private final Running process;

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
    public Optional<Next.Turn> turn() {
      at("has looked at the stack");
      Optional<Next.Turn> turn = process.turn();
      at("has looked at the turn");
      return turn;
    }
  }

  @Override
  public void kill(Running process) {
    at("kills");
    processes.kill(process instanceof LookedAt looked ? looked.process : process);
  }

  @Override
  public Running adopt(Thread thread) {
    return processes.adopt(thread);
  }

  @Override
  public void checkCaller() {
    processes.checkCaller();
  }

  @Override
  public <T> T runAs(Object session, Callable<T> body) throws Exception {
    return processes.runAs(session, body);
  }
}
