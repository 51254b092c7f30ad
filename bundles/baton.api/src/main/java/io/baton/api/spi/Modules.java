package io.baton.api.spi;

import io.baton.api.code.ModuleUnavailableException;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.UndefinedFunctionException;
import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The code of modules, for who calls it by other ways than a view. Thread-safe; never blocks.
 *
 * <p>A caller that finds out a version and calls it may be overtaken by a switch and a purge. It
 * then gets a {@code PurgedCodeException} with that version's number, and nothing of the call has
 * run: it begins anew.
 */
@ProviderType
public interface Modules {
  /**
   * A module by its name. It need not be loaded.
   *
   * @param module its name
   * @return holds no version
   */
  Named named(String module);

  /** A module, whatever version of it is current. */
  @ProviderType
  interface Named {
    /** Its name. */
    String module();

    /**
     * The version that is current now. Costs one volatile read.
     *
     * @return always the same object for the same loaded version; who keeps it, keeps the version's
     *     classes
     * @throws UndefinedFunctionException if none is
     */
    Bound bind();

    /**
     * What a call of the module has to wait for now.
     *
     * @return empty if nothing: a call runs at once, or is undefined
     */
    default Optional<Gap> gap() {
      return Optional.empty();
    }

    /**
     * What a call of one version has to wait for now: its component was given up, and has not made
     * its next object.
     *
     * @param version what {@link #bind} gave
     * @return empty if nothing
     */
    default Optional<Gap> gap(Bound version) {
      return Optional.empty();
    }

    /**
     * The version that was current before.
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
    /** Which it is. */
    ModuleVersion version();

    /**
     * The object that its service is; the last one while its component is away. Never blocks.
     * Callers ask {@link Named#gap(Bound)} before they call it.
     */
    Object instance();

    /** The class of that object; also known of a version that is only checked, which has none. */
    default Class<?> type() {
      return instance().getClass();
    }

    /** The class loader of its code. */
    ClassLoader loader();
  }

  /**
   * A time in which a module that was loaded cannot be called: its component is given up and made
   * again, or its bundle is stopped, updated or refreshed.
   */
  @ProviderType
  interface Gap {
    /** How long calls wait still; zero if they fail at once. */
    Duration left();

    /**
     * Asks to be told of the next change, which may end the gap or not.
     *
     * @param changed run once, by any thread; must not block
     */
    void whenChanged(Runnable changed);

    /** What a call gets that cannot wait any longer. */
    ModuleUnavailableException error();
  }
}
