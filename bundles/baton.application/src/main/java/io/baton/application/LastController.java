package io.baton.application;

import io.baton.application.control.Consequences;
import io.baton.application.control.Controller;
import io.baton.application.control.Services;
import io.baton.spi.Log;
import io.baton.spi.Pause;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the applications while the component is deactivated and activated again. They are stopped
 * if that does not happen in time.
 */
final class LastController {
  private static final Log LOG = Log.of("io.baton.application");
  private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(7);

  /** Guarded by this class, as the next one. */
  private static @Nullable LastController last;

  private static @Nullable Pause pause;

  private final Controller controller;

  /** Written as the component is activated, read by masters. */
  private volatile Services services;

  /** Written as the component is activated, read by the controller's thread. */
  private volatile Consumer<String> endOfNode;

  private LastController(Services services, Consumer<String> endOfNode) {
    this.services = services;
    this.endOfNode = endOfNode;
    controller =
        new Controller(
            () -> this.services,
            new Consequences() {
              @Override
              public void log(Level level, String text) {
                LOG.log(level, text);
              }

              @Override
              public void endNode(String why) {
                LastController.this.endOfNode.accept(why);
              }
            });
  }

  /** Returns the controller of the component that was deactivated last, or another one. */
  static synchronized Controller resume(Services services, Consumer<String> endOfNode) {
    LastController before = last;
    boolean isThere = before != null && pause != null && pause.over();
    pause = null;
    if (isThere && before != null) {
      before.endOfNode = endOfNode;
      before.services = services;
      return before.controller;
    }
    var next = new LastController(services, endOfNode);
    last = next;
    return next.controller;
  }

  /** Keeps the controller for a while. */
  static synchronized void pause() {
    LastController now = last;
    if (now != null && now.controller.wasStarted()) {
      pause = Pause.begin(Pause.PATIENCE, () -> now.controller.shutDown(PATIENCE_AT_STOP));
    }
  }
}
