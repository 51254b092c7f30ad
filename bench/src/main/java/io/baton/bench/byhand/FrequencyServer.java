package io.baton.bench.byhand;

import io.baton.fixtures.VersionLoader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedTransferQueue;

/**
 * The part of the server that stays when it is upgraded: its thread, its mailbox, and which version
 * is current. Requests, replies and the state that is handed over are of classes that all versions
 * share, so nothing has to be converted, and no request is lost. Clients and the server read the
 * current version from a volatile field and call it through an interface, so that the code of the
 * callers need not be compiled again for each version.
 */
public final class FrequencyServer {
  private final BlockingQueue<Request> mailbox = new LinkedTransferQueue<>();

  /** Written by upgrades, read by clients at each call, and by the server at each request. */
  private volatile Frequency current = version();

  private FrequencyServer() {}

  /** Starts a server. */
  public static FrequencyServer start() {
    var server = new FrequencyServer();
    Thread _ = Thread.ofVirtual().name("frequency").start(server::run);
    return server;
  }

  /** Returns the version that clients call. */
  public Frequency current() {
    return current;
  }

  /** Returns the requests that wait, for whichever version. */
  public BlockingQueue<Request> mailbox() {
    return mailbox;
  }

  /**
   * Defines all classes of the next version, which takes over after the request that is served now,
   * or, if there is none, after the next.
   */
  public void upgrade() {
    current = version();
  }

  private Frequency version() {
    var loader = new VersionLoader(FrequencyVersion.class, Pool.class);
    return (Frequency) loader.make(FrequencyVersion.class, this);
  }

  private void run() {
    var state = new State(List.of(10, 11, 12, 13, 14, 15), Map.of());
    try {
      while (true) {
        state = current.serve(state);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
