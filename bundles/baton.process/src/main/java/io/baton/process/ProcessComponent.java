package io.baton.process;

import io.baton.api.process.ProcessRuntime;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.server.ServerRuntime;
import io.baton.process.reply.Requests;
import io.baton.spi.Handover;
import io.baton.spi.Pause;
import io.baton.spi.ProcessTable;
import io.baton.spi.ProcessTracing;
import io.baton.spi.Replies;
import io.baton.spi.Safepoints;
import io.baton.spi.Supervising;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Offers the processes of this system to the other bundles, and to {@link ProcessRuntime#HOLDER}.
 *
 * <p>Processes outlive a restart of the bundle, and of what it needs.
 */
@Component
public final class ProcessComponent implements ProcessTable, ProcessTracing, Replies, Supervising {
  private final Remembered remembered;
  private final ProcessSystem runtime;
  private final Requests replies;
  private final Helpers supervising;

  /** Begins to serve {@link ProcessRuntime#HOLDER}, with the processes that existed before a pause. */
  @Activate
  public ProcessComponent(@Reference Handover handover, @Reference Safepoints safepoints) {
    remembered = Remembered.begin(handover, safepoints);
    runtime = remembered.runtime;
    replies = remembered.replies;
    supervising = runtime.supervising();
  }

  /**
   * Ends all processes, with reason {@code shutdown}, if the framework stops. Otherwise they go on
   * for the time of a {@link Pause}, and end if the component is not active again by then.
   */
  @Deactivate
  void pause(BundleContext context) {
    BundleContext framework =
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getBundleContext();
    if (framework == null) {
      stop();
      return;
    }
    Pause pause = remembered.pause(Pause.PATIENCE);
    framework.addBundleListener(new EndOfPause(pause, context.getBundle(), framework));
    if (framework.getBundle().getState() == Bundle.STOPPING) {
      pause.end();
    }
  }

  /**
   * Ends the pause when the bundle gives up its classes, or the framework stops. Removes itself at
   * the first event after the pause.
   */
  private record EndOfPause(Pause pause, Bundle own, BundleContext framework)
      implements SynchronousBundleListener {
    @Override
    public void bundleChanged(BundleEvent event) {
      boolean isEnd =
          switch (event.getType()) {
            case BundleEvent.UNRESOLVED, BundleEvent.UNINSTALLED, BundleEvent.UPDATED ->
                event.getBundle().equals(own);
            case BundleEvent.STOPPING ->
                event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID;
            default -> false;
          };
      if (isEnd) {
        pause.end();
      }
      if (pause.isOver()) {
        framework.removeBundleListener(this);
      }
    }
  }

  /** Ends all processes, with reason {@code shutdown}. */
  void stop() {
    remembered.end();
  }

  @Override
  public Collection<? extends Running> living() {
    return runtime.living();
  }

  @Override
  public Collection<? extends Running> running() {
    return runtime.running();
  }

  @Override
  public boolean kill(Running process) {
    return runtime.kill(process);
  }

  @Override
  public Watch watch(long version) {
    return runtime.watch(version);
  }

  @Override
  public Pid spawnApart(Next first) {
    return runtime.spawnApart(first);
  }

  @Override
  public Running adopt(Thread thread) {
    return runtime.adopt(thread);
  }

  @Override
  public Trace trace(Pid pid, Consumer<Event> tracer) {
    return runtime.tracing().trace(pid, tracer);
  }

  @Override
  public void checkCaller() {
    runtime.checkCaller();
  }

  @Override
  public void checkAtSafepoint() {
    runtime.checkAtSafepoint();
  }

  @Override
  public <T> T runAs(Object session, Callable<T> body) throws Exception {
    return runtime.runAs(session, body);
  }

  @Override
  public Slot ask(Pid to, Function<? super Slot, ?> message) {
    return replies.ask(to, message);
  }

  @Override
  public Born spawn(Function<? super Slot, ? extends Next> first, ServerRuntime.Tie tie) {
    return replies.spawn(first, tie);
  }

  @Override
  public Helper spawnHelper(Next first) {
    return supervising.spawnHelper(first);
  }

  @Override
  public Pid parent() {
    return supervising.parent();
  }

  @Override
  public boolean wasPurged(Pid pid) {
    return supervising.wasPurged(pid);
  }
}
