package io.baton.api.code;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Versions that are ready to become current together. Thread-safe. Used once: by {@link
 * CodeLoader#finishLoading}, or by {@link #close}. If it becomes unreachable instead, the versions
 * are dropped once the collector has found it.
 */
@ProviderType
public interface Prepared extends AutoCloseable {
  /**
   * Returns the modules.
   *
   * @return their names, sorted
   */
  List<String> modules();

  /** Drops the versions, with their bundles. Nothing happens if they were loaded or dropped. */
  @Override
  void close();
}
