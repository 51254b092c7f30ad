package io.baton.api.server;

import io.baton.api.process.Pid;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Address of the caller that waits for the reply to one call (Erlang's {@code From}). A server may
 * keep it in its state and reply later, from any process. It crosses versions as it is.
 */
@ProviderType
public interface From {
  /**
   * Returns the process that called.
   *
   * @return its pid
   */
  Pid pid();
}
