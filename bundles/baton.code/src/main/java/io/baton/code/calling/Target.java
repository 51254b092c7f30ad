package io.baton.code.calling;

import io.baton.api.code.ModuleVersion;
import io.baton.code.exports.Exports;
import org.jspecify.annotations.Nullable;

/**
 * Target of a module's qualified calls: one version, or none.
 *
 * @param module name of the module
 * @param code the version's code; null if there is no current version
 * @param gone since when there is none, if another is expected; null if calls are undefined
 */
public record Target(String module, @Nullable Callable code, @Nullable Absence gone)
    implements ModuleSwitch.State {
  /**
   * A version; or none, and calls are undefined.
   *
   * @param module name of the module
   * @param code the version's code; null if there is no current version
   */
  public Target(String module, @Nullable Callable code) {
    this(module, code, null);
  }

  /**
   * The callable side of a version.
   *
   * @param version whose
   * @param object of the module's service
   * @param loader of the version
   * @param exports its functions
   */
  public record Callable(
      ModuleVersion version, ComponentObject object, ClassLoader loader, Exports exports)
      implements VersionCode {
    /**
     * A version whose object stays.
     *
     * @param version whose
     * @param instance the module's service
     * @param loader of the version
     * @param exports its functions
     */
    public Callable(ModuleVersion version, Object instance, ClassLoader loader, Exports exports) {
      this(version, ComponentObject.fixed(instance), loader, exports);
    }

    @Override
    public Object instance() {
      return object.latest();
    }
  }

  @Override
  public Target target() {
    return this;
  }

  /** Returns since when calls have nothing to reach, and are to wait; null if they need not. */
  @Nullable Absence absence() {
    return code == null ? gone : code.object().absence();
  }

  /** The object that calls reach now; null if there is no version. */
  @Nullable Object instance() {
    return code == null ? null : code.instance();
  }

  /** Returns whether calls that have found an object here may still be led to it. */
  boolean isServedBy(@Nullable Object object) {
    return code == null ? gone == null : code.object().is(object);
  }

  /** Identity: two loads of the same version are two targets. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
