package io.baton.api.server;

import io.baton.api.process.ExitReason;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Requests that {@link Sys} sends; each is explained there. A behaviour handles all of them. */
@ProviderType
public sealed interface SysRequest {
  /** {@link Sys#suspend()}. */
  record Suspend() implements SysRequest {}

  /** {@link Sys#resume()}. */
  record Resume() implements SysRequest {}

  /** {@link Sys#getState()}. */
  record GetState() implements SysRequest {}

  /**
   * {@link Sys#replaceState}.
   *
   * @param change the function
   */
  record ReplaceState(UnaryOperator<Object> change) implements SysRequest {}

  /**
   * {@link Sys#changeCode}.
   *
   * @param module the module
   * @param oldVersion the version of the state
   * @param extra anything
   */
  record ChangeCode(String module, String oldVersion, @Nullable Object extra)
      implements SysRequest {}

  /** {@link Sys#getStatus()}. */
  record GetStatus() implements SysRequest {}

  /**
   * {@link Sys#statistics(boolean)}.
   *
   * @param on whether to count
   */
  record Count(boolean on) implements SysRequest {}

  /** {@link Sys#statistics()}. */
  record GetStatistics() implements SysRequest {}

  /**
   * {@link Sys#trace}.
   *
   * @param on whether to write
   */
  record Trace(boolean on) implements SysRequest {}

  /**
   * {@link Sys#log(int)}.
   *
   * @param events how many to keep
   */
  record Log(int events) implements SysRequest {
    /** Checks the number. */
    public Log {
      if (events < 0) {
        throw new IllegalArgumentException("cannot keep %d events".formatted(events));
      }
    }
  }

  /** {@link Sys#noDebug()}. */
  record NoDebug() implements SysRequest {}

  /**
   * {@link Sys#terminate}.
   *
   * @param reason why
   */
  record Terminate(ExitReason reason) implements SysRequest {}
}
