package io.baton.bench.plain;

import io.baton.bench.driver.Comparison;
import io.baton.bench.driver.Frequencies;
import io.baton.bench.driver.Lines;
import io.baton.bench.driver.Requests;
import java.io.InputStream;
import java.util.Locale;
import org.osgi.framework.Bundle;
import org.osgi.util.tracker.ServiceTracker;

/** Requests to a service of plain OSGi whose bundle is updated every second. */
public final class PlainUpdates {
  private static final long PATIENCE = 1_000;

  private PlainUpdates() {}

  /** The number of seconds. */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    try (var framework = new PlainFramework(Frequencies.class.getPackageName())) {
      Bundle server = framework.install("frequency-1.jar", "frequency");
      server.start();
      var tracker =
          new ServiceTracker<Frequencies, Frequencies>(
              framework.context(), Frequencies.class, null);
      tracker.open();
      var requests =
          new Requests(new Client(tracker), client -> Thread.startVirtualThread(client), () -> 0);
      Comparison.print(
          requests, new Lines(), () -> update(framework, server), Integer.parseInt(arguments[0]));
    }
    System.exit(0);
  }

  /** Updates, and refreshes so that the classes of before can go. */
  private static void update(PlainFramework framework, Bundle server) throws Exception {
    int next = 1 + server.getVersion().getMajor() % 2;
    try (InputStream in = framework.open("frequency-%d.jar".formatted(next))) {
      server.update(in);
      framework.refresh(server);
    }
  }

  /** A client that has lost a request waits for the service before the next. */
  private record Client(ServiceTracker<Frequencies, Frequencies> tracker) implements Frequencies {
    @Override
    public int allocate() throws LostException {
      return service().allocate();
    }

    @Override
    public void deallocate(int frequency) throws LostException {
      service().deallocate(frequency);
    }

    private Frequencies service() throws LostException {
      Frequencies service = tracker.getService();
      if (service == null) {
        await();
        throw new LostException("no service");
      }
      return service;
    }

    private void await() throws LostException {
      try {
        tracker.waitForService(PATIENCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LostException("interrupted");
      }
    }
  }
}
