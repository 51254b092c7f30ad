package io.baton.code.framework;

import io.baton.api.code.VersionChange;
import io.baton.api.code.VersionListener;
import java.time.Duration;
import org.osgi.framework.BundleContext;

/** The listeners for versions that come and go; each hears of a change in two rounds. */
public final class VersionListeners {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final ListenerQueues<VersionListener> queues;

  /**
   * No listeners yet.
   *
   * @param context of the code server
   */
  public VersionListeners(BundleContext context) {
    queues = new ListenerQueues<>(context, VersionListener.class, "version listener", _ -> {});
  }

  /** Looks for listeners from now on. */
  public void open() {
    queues.open();
  }

  /** Knows no listeners any more. */
  public void close() {
    queues.close();
  }

  /**
   * Tells all listeners of a change: first all clear, then all refresh. Waits for each round, but
   * for no listener longer than a second.
   *
   * @param change what has changed
   */
  public void changed(VersionChange change) {
    queues.call(listener -> listener.clear(change));
    queues.await(PATIENCE);
    queues.call(listener -> listener.refresh(change));
    queues.await(PATIENCE);
  }
}
