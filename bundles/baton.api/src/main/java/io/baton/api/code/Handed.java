package io.baton.api.code;

import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a version has handed over to the next one; its {@link OnCurrent} gets it. Thread-safe, until
 * {@code onCurrent} has returned.
 */
@ProviderType
public interface Handed {
  /**
   * Returns the names of what was handed over and not taken yet.
   *
   * @return sorted; empty for the first version
   */
  Set<String> names();

  /**
   * Takes a resource: it is the caller's from now on.
   *
   * @param <T> its type
   * @param name of the resource
   * @param type its type
   * @return empty if there is none of that name, or it was taken already
   * @throws ClassCastException if it is of another type; it can still be taken
   * @throws IllegalStateException if {@code onCurrent} has returned or was ended
   */
  <T> Optional<T> take(String name, Class<T> type);
}
