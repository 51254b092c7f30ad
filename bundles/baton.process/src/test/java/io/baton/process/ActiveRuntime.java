package io.baton.process;

import io.baton.api.process.ProcessRuntime;
import io.baton.process.state.LocalProcess;
import io.baton.spi.Handover;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives each test a system of processes of its own, which serves {@link Processes}. */
public final class ActiveRuntime implements BeforeEachCallback, AfterEachCallback {
  /** Logger that is silenced, since tests end processes by exceptions on purpose. Held strongly. */
  private static final Logger LOG = Logger.getLogger("io.baton.process");

  private final Handover handover;
  private ProcessSystem runtime;

  public ActiveRuntime() {
    this(new NothingConverts());
  }

  public ActiveRuntime(Handover handover) {
    this.handover = handover;
  }

  public ProcessSystem runtime() {
    return runtime;
  }

  /** Returns the process with this pid from the table of processes. */
  public LocalProcess process(io.baton.api.process.Pid pid) {
    return runtime.running().stream()
        .map(LocalProcess.class::cast)
        .filter(process -> process.pid() == pid)
        .findFirst()
        .orElseThrow(() -> new AssertionError(pid + " does not run"));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    LOG.setLevel(Level.OFF);
    runtime = new ProcessSystem(handover);
    ProcessRuntime.HOLDER.start(runtime);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    ProcessRuntime.HOLDER.stop(runtime);
    runtime.stop();
    boolean _ = Thread.interrupted();
  }
}
