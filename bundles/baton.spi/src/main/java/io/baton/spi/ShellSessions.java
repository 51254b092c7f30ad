package io.baton.spi;

import java.util.concurrent.Callable;
import org.osgi.annotation.versioning.ProviderType;

/** Processes of shells: each session is one, whatever threads run its commands. Thread-safe. */
@ProviderType
public interface ShellSessions {
  /**
   * Runs a body as a process of its own that lasts from call to call: the shell of a session.
   *
   * @param <T> the type of the body's result
   * @param session that the process belongs to; kept weakly
   * @param body runs on the calling thread
   * @return what the body returned
   * @throws Exception what the body threw
   */
  <T> T runAs(Object session, Callable<T> body) throws Exception;
}
