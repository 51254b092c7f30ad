package io.baton.otp;

import io.baton.api.server.Servers;
import io.baton.api.spi.Handover;
import io.baton.api.spi.Modules;
import io.baton.api.spi.Replies;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Serves {@link Servers}. */
@Component(
    immediate = true,
    service = {})
public final class OtpComponent {
  private final LocalServers servers;

  /** Starts to serve. */
  @Activate
  public OtpComponent(
      @Reference Modules modules, @Reference Replies replies, @Reference Handover handover) {
    servers = new LocalServers(modules, replies, handover);
    Servers.Runtimes.start(servers);
  }

  /** Serves no more; servers that run go on. */
  @Deactivate
  void stop() {
    Servers.Runtimes.stop(servers);
  }
}
