package io.baton.api.spi;

import io.baton.api.code.ModuleVersion;
import io.baton.api.code.UndefinedFunctionException;
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
  }

  /** One loaded version. Lives as long as the code server knows the version. */
  @ProviderType
  interface Bound {
    /** Which it is. */
    ModuleVersion version();

    /** The object that its service is. */
    Object instance();

    /** The class loader of its code. */
    ClassLoader loader();
  }
}
