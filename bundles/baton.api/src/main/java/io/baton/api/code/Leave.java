package io.baton.api.code;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The leave of a version that has become old; its {@link OnOld} gets it. Thread-safe, until {@code
 * onOld} has returned.
 */
@ProviderType
public interface Leave {
  /**
   * Returns the version that is current now.
   *
   * @return empty if the module was deleted: what is handed over waits for the version that is
   *     loaded next
   */
  Optional<ModuleVersion> successor();

  /**
   * Hands a resource over to the next version, which takes it by its name in {@link OnCurrent}. A
   * resource that the next version does not take is closed if it is {@link AutoCloseable}, and
   * named in the log.
   *
   * @param name of the resource, known to both versions
   * @param resource an object of the JDK, or of a bundle that both versions use
   * @throws IllegalArgumentException if its class is of this version: the next one could not use
   *     it, and it would keep this one in memory
   * @throws IllegalStateException if the name was handed over already, or {@code onOld} has
   *     returned or was ended
   */
  void handOver(String name, Object resource);
}
