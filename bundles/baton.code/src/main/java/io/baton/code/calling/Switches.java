package io.baton.code.calling;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The switch of every module that has been named. Outlives the components that make views. */
public final class Switches {
  /** Any thread adds; no entry is removed. */
  private final ConcurrentMap<String, ModuleSwitch> switches = new ConcurrentHashMap<>();

  /** Written by the code server that starts, read by callers that wait. */
  private volatile Arrivals arrivals;

  /** What the switches keep: it does as the last code server wants. */
  private final Arrivals latest =
      new Arrivals() {
        @Override
        public boolean await(String module, CompletableFuture<?> arrived) {
          return arrivals.await(module, arrived);
        }

        @Override
        public boolean load(String module) {
          return arrivals.load(module);
        }
      };

  /**
   * No switches yet.
   *
   * @param arrivals how callers wait
   */
  public Switches(Arrivals arrivals) {
    this.arrivals = arrivals;
  }

  /**
   * Lets callers wait in another way from now on.
   *
   * @param next how
   */
  public void waitBy(Arrivals next) {
    arrivals = next;
  }

  /** Always the same for the same name. */
  ModuleSwitch of(String module) {
    return switches.computeIfAbsent(module, name -> new ModuleSwitch(name, latest));
  }
}
