package io.baton.code;

import io.baton.code.checking.CheckContext;
import io.baton.code.framework.OptionalServices;
import io.baton.code.framework.component.KnownComponents;
import io.baton.code.framework.component.ModuleComponents;
import io.baton.code.preparing.NotReady;
import io.baton.code.purging.Purger;
import io.baton.code.running.VersionProcess;
import io.baton.spi.Handover;
import io.baton.spi.ProcessControl;
import io.baton.spi.Safepoints;
import io.baton.spi.VersionMarks;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * The services without which there is no code server, and what is made of them alone.
 *
 * @param handover converts values between versions
 * @param processes all that there are
 * @param marks the number of each version
 * @param safepoints where processes are stopped that enter a version
 * @param components makes the components of modules
 */
record References(
    Handover handover,
    ProcessControl processes,
    VersionMarks marks,
    Safepoints safepoints,
    ServiceComponentRuntime components) {
  /**
   * Returns what ends the processes in old versions.
   *
   * @param patience how long it waits while none of their threads comes back
   * @param settle lets the servers of a module come to what is current
   */
  Purger purger(Supplier<Duration> patience, Consumer<String> settle) {
    return new Purger(processes, safepoints, patience, settle);
  }

  /**
   * Returns the components of modules.
   *
   * @param known those that are known already
   * @param gapBound how long calls wait for one that is away
   */
  ModuleComponents components(KnownComponents known, Supplier<Duration> gapBound) {
    var notReady = new NotReady(components);
    return new ModuleComponents(known, gapBound, notReady::missing, notReady::hasFailed);
  }

  /**
   * Returns what runs code of versions in processes.
   *
   * @param bound how long each may take
   */
  VersionProcess process(Supplier<Duration> bound) {
    return VersionProcess.within(processes, marks, safepoints, bound);
  }

  /** Returns what checks ask. */
  CheckContext checkContext(OptionalServices optional) {
    return new CheckContext(processes, handover, optional.shapes(), optional.states());
  }
}
