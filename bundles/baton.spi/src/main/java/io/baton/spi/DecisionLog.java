package io.baton.spi;

import io.baton.api.code.Decision;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Keeps what was decided. Thread-safe. */
@ProviderType
public interface DecisionLog {
  /**
   * Writes decisions to files, in their order, before it returns. If that fails, the log of the
   * system says so, and nothing else is different.
   *
   * @param decisions made at one moment
   */
  void decided(List<Decision> decisions);
}
