package io.baton.code.framework;

import io.baton.code.framework.ListenerQueues.Listener;
import io.baton.spi.Log;
import io.baton.spi.ModuleListener;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;

/** Listeners for changes of modules: each is notified through its queue, after the change. */
public final class Listeners {
  private final Supplier<Collection<String>> modules;
  private final ListenerQueues<ModuleListener> queues;

  /**
   * No listeners yet.
   *
   * @param modules those that a new listener gets first
   */
  public Listeners(BundleContext context, Supplier<Collection<String>> modules) {
    this.modules = modules;
    queues = new ListenerQueues<>(context, ModuleListener.class, "listener", this::added);
  }

  private void added(Listener<ModuleListener> listener) {
    modules.get().forEach(module -> listener.call(service -> service.changed(module)));
    listener.await(Callbacks.PATIENCE);
  }

  public void open() {
    queues.open();
  }

  public void close() {
    queues.close();
  }

  /** Notifies all listeners soon. Runs no code of theirs, and never waits. */
  public void changed(String module) {
    queues.call(listener -> listener.changed(module));
  }

  /**
   * Waits for what a caller finds after its load: commands for all functions, and the log. For each
   * of them at most so long.
   */
  public void settle(Duration patience) {
    queues.await(patience);
    boolean _ = Log.flush(patience);
  }
}
