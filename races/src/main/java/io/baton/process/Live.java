package io.baton.process;

import io.baton.api.process.ProcessRuntime;
import io.baton.process.upgrade.Upgrades;
import io.baton.races.NothingConverts;
import io.baton.spi.ProcessControl;
import io.baton.spi.Safepoints;

/**
 * A system of processes.
 *
 * @param runtime as processes see it
 * @param table as the code server sees it; the same object
 * @param upgrades the processes that wait until their version is replaced
 */
public record Live(ProcessRuntime runtime, ProcessControl table, Upgrades upgrades) {
  /**
   * A system that is used until the JVM ends.
   *
   * @param safepoints where processes that spin can be stopped
   * @return its two sides
   */
  public static Live start(Safepoints safepoints) {
    var runtime = new ProcessSystem(new NothingConverts(), safepoints);
    return new Live(runtime, runtime, runtime.upgrades());
  }
}
