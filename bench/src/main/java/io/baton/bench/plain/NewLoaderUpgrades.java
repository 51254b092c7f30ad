package io.baton.bench.plain;

import io.baton.bench.byhand.FrequencyServer;
import io.baton.bench.driver.Comparison;
import io.baton.bench.driver.Frequencies;
import io.baton.bench.driver.Lines;
import io.baton.bench.driver.Replies;
import io.baton.bench.driver.Requests;
import java.util.Locale;

/**
 * Sends requests to the server that is written by hand. Every second, a new class loader defines
 * its loop, the functions of its state and those for clients once more: what is lost is what the
 * JVM itself takes to compile a new version while all processors are busy.
 */
public final class NewLoaderUpgrades {
  private NewLoaderUpgrades() {}

  /** The number of seconds. */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    FrequencyServer server = FrequencyServer.start();
    var requests =
        new Requests(new Client(server), client -> Thread.startVirtualThread(client), () -> 0);
    Comparison.print(requests, new Lines(), server::upgrade, Integer.parseInt(arguments[0]));
    System.exit(0);
  }

  private record Client(FrequencyServer server) implements Frequencies {
    @Override
    public int allocate() throws LostException {
      return Replies.allocated(server.current().allocate());
    }

    @Override
    public void deallocate(int number) throws LostException {
      Replies.requireOk(server.current().deallocate(number));
    }
  }
}
