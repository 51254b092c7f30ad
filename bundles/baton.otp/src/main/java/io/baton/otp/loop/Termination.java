package io.baton.otp.loop;

import io.baton.api.code.HandoverException;
import io.baton.api.code.ModuleUnavailableException;
import io.baton.api.code.PurgedCodeException;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.ExitReason;
import io.baton.otp.version.Versions;
import io.baton.spi.Modules;
import io.baton.spi.ThrownReason;
import org.jspecify.annotations.Nullable;

/** Runs the last callback of a server. Touched by the server's process only. */
final class Termination {
  private final Loop loop;
  private final Behaviour behaviour;
  private final Versions versions;

  Termination(Loop loop, Behaviour behaviour, Versions versions) {
    this.loop = loop;
    this.behaviour = behaviour;
    this.versions = versions;
  }

  /**
   * Runs {@code terminate}.
   *
   * @return the reason that the server ends with: another one if {@code terminate} fails
   */
  ExitReason run(ExitReason reason) {
    while (true) {
      Modules.Bound version;
      try {
        version = versions.enter(loop);
      } catch (ModuleUnavailableException _) {
        return lastIn(versions.lastUsed(), reason);
      } catch (UndefinedFunctionException | HandoverException _) {
        return reason;
      }
      try {
        behaviour.terminate(version, reason, loop.state());
        return reason;
      } catch (Throwable thrown) {
        Ending.checkAlive();
        if (!(thrown instanceof PurgedCodeException purged)
            || !versions.isOvertaken(version, purged)) {
          return ThrownReason.of(thrown);
        }
      }
    }
  }

  /**
   * Runs it in the version that the state is of: it cleans up, so it does not wait for another
   * version.
   */
  private ExitReason lastIn(Modules.@Nullable Bound version, ExitReason reason) {
    try {
      if (version != null) {
        behaviour.terminate(version, reason, loop.state());
      }
      return reason;
    } catch (PurgedCodeException _) {
      return reason;
    } catch (Throwable thrown) {
      Ending.checkAlive();
      return ThrownReason.of(thrown);
    }
  }
}
