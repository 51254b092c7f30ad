package io.baton.testing;

import io.baton.api.code.CheckResult;
import io.baton.api.code.ModuleVersion;

/**
 * An upgrade between two versions of a module: the test loads the first, makes state in it, loads
 * the second, and asserts. It is a downgrade if the second is the released one.
 */
public final class Upgrade {
  private final Modules modules;
  private final ModuleJar from;
  private final ModuleJar to;

  /**
   * Creates an upgrade. {@link UpgradeFrom} does it for released versions.
   *
   * @param modules load and assert
   * @param from first version
   * @param to second version, of the same module
   * @throws IllegalArgumentException if they are of different modules
   */
  public Upgrade(Modules modules, ModuleJar from, ModuleJar to) {
    if (!from.module().equals(to.module())) {
      throw new IllegalArgumentException(
          "an upgrade is between versions of one module, found %s in %s and %s in %s"
              .formatted(from.module(), from.file(), to.module(), to.file()));
    }
    this.modules = modules;
    this.from = from;
    this.to = to;
  }

  /**
   * Returns the module.
   *
   * @return its name
   */
  public String module() {
    return from.module();
  }

  /**
   * Returns the first version.
   *
   * @return its file
   */
  public ModuleJar from() {
    return from;
  }

  /**
   * Returns the second version.
   *
   * @return its file
   */
  public ModuleJar to() {
    return to;
  }

  /**
   * Loads the first version.
   *
   * @return what is current now
   * @throws AssertionError if the load is refused
   */
  public ModuleVersion loadFrom() {
    return modules.load(from);
  }

  /**
   * Loads the second version. The first is old then.
   *
   * @return what is current now
   * @throws AssertionError if the load is refused
   */
  public ModuleVersion loadTo() {
    return modules.load(to);
  }

  /**
   * Returns a view of the module, see {@link Modules#view}.
   *
   * @param <V> the view
   * @param view functions that both versions have
   * @return the same before and after the upgrade
   */
  public <V> V view(Class<V> view) {
    return modules.view(module(), view);
  }

  /**
   * Checks the second version against the state of now, see {@link Modules#check}.
   *
   * @return what would become of state and messages
   * @throws AssertionError if it cannot be loaded
   */
  public CheckResult.Checked check() {
    return modules.check(to);
  }

  /**
   * Asserts that state and messages cross into the second version, see {@link
   * Modules#assertStateFits}.
   *
   * @throws AssertionError if something does not
   */
  public void assertStateFits() {
    modules.assertStateFits(to);
  }

  /**
   * Asserts that nothing remains in the first version, see {@link Modules#assertNoneLingers}.
   *
   * @throws AssertionError if something does
   */
  public void assertNoneLingers() {
    modules.assertNoneLingers(module());
  }

  /**
   * Asserts that the first version can be purged and leaves memory, see {@link
   * Modules#assertOldUnloads}.
   *
   * @throws AssertionError if it does not
   */
  public void assertFromUnloads() {
    modules.assertOldUnloads(module());
  }

  @Override
  public String toString() {
    return "%s %s -> %s".formatted(module(), from.version(), to.version());
  }
}
