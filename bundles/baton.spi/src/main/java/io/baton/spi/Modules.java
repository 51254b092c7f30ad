package io.baton.spi;

import io.baton.api.code.ModuleUnavailableException;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.UndefinedFunctionException;
import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The code of modules, for callers that use no view. Thread-safe; never blocks.
 *
 * <p>A caller that looks up a version and calls it may be overtaken by a switch and a purge. It
 * then gets a {@code PurgedCodeException} with that version's number, and nothing of the call has
 * run: it retries.
 */
@ProviderType
public interface Modules {
  /**
   * Returns a module by its name. It need not be loaded.
   *
   * @param module its name
   * @return the module; it holds no version
   */
  Named named(String module);

  /** A module, independent of its versions. */
  @ProviderType
  interface Named {
    /** Returns its name. */
    String module();

    /**
     * Returns the version that is current now. Costs one volatile read.
     *
     * @return always the same object for the same loaded version; a reference to it keeps the
     *     version's classes
     * @throws UndefinedFunctionException if none is
     */
    Bound bind();

    /**
     * Returns the version that is current now, and neither waits for one nor loads one.
     *
     * @return empty if none is; by default the result of {@link #bind}, for a module that is always
     *     there
     */
    default Optional<Bound> find() {
      return Optional.of(bind());
    }

    /**
     * Returns the gap that a call of the module has to wait for now.
     *
     * @return empty if there is none: a call runs at once, or is undefined
     */
    default Optional<Gap> gap() {
      return Optional.empty();
    }

    /**
     * Returns the gap that a call of one version has to wait for now: its component was
     * deactivated, and has not made its next object.
     *
     * @param version the result of {@link #bind}
     * @return empty if there is none
     */
    default Optional<Gap> gap(Bound version) {
      return Optional.empty();
    }

    /**
     * Returns the version that was current before.
     *
     * @return empty if there was none, or it is gone; a version that has just been purged may still
     *     be returned, and its methods then throw
     */
    default Optional<Bound> before() {
      return Optional.empty();
    }
  }

  /** One loaded version. Lives as long as the code server knows the version. */
  @ProviderType
  interface Bound {
    /** Returns its identity. */
    ModuleVersion version();

    /**
     * Returns its service object; the last one while its component is unavailable. Never blocks.
     * Callers check {@link Named#gap(Bound)} before they call it.
     */
    Object instance();

    /**
     * Returns the class of that object; also known of a version that is only checked, which has no
     * object.
     */
    default Class<?> type() {
      return instance().getClass();
    }

    /** Returns the class loader of its code. */
    ClassLoader loader();
  }

  /**
   * A time in which a module that was loaded cannot be called: its component is deactivated and
   * made again, or its bundle is stopped, updated or refreshed.
   */
  @ProviderType
  interface Gap {
    /** Returns how long calls still wait; zero if they fail at once. */
    Duration left();

    /**
     * Registers a callback for the next change, which may end the gap or not.
     *
     * @param changed run once, by any thread; must not block
     */
    void whenChanged(Runnable changed);

    /** Returns the exception for a call that cannot wait any longer. */
    ModuleUnavailableException error();
  }
}
