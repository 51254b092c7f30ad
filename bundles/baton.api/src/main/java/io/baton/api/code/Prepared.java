package io.baton.api.code;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Versions that are ready to become current together. Thread-safe. Used once: by {@link
 * Code#finishLoading}, or by {@link #close}. Who forgets it leaves nothing behind either, once the
 * collector has noticed.
 */
@ProviderType
public interface Prepared extends AutoCloseable {
  /**
   * The modules.
   *
   * @return their names, sorted
   */
  List<String> modules();

  /** Drops the versions, with their bundles. Nothing happens if they were loaded or dropped. */
  @Override
  void close();
}
