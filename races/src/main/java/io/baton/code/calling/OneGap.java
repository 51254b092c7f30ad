package io.baton.code.calling;

import io.baton.api.code.ModuleUnavailableException;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.code.exports.Exports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A module with one call site, whose component goes away and comes back, step by step. The objects
 * of its component say their number; that of the next version says 3.
 */
public final class OneGap {
  /** No call gives up: a race in which nothing comes back does not end by itself. */
  private static final Duration BOUND = Duration.ofDays(1);

  private final ModuleSwitch module;
  private final QualifiedSite site;
  private final ComponentObject object =
      new ComponentObject(new Loads.Implementation(1), () -> false);

  /**
   * The first object of the first version is there.
   *
   * @param aboutToWait run by a call that has found nothing to call, before it waits
   */
  public OneGap(Runnable aboutToWait) {
    module =
        new ModuleSwitch(
            "m",
            (_, end) -> {
              aboutToWait.run();
              var _ = end.join();
              return true;
            });
    site = Loads.site(module);
  }

  /** The first version is current. */
  public void load() {
    module.switchTo(target(1, object));
  }

  private static Target target(int number, ComponentObject object) {
    var id = new ModuleVersion("m", number + ".0.0", number, "", Instant.EPOCH);
    return new Target(
        "m",
        new Target.Callable(
            id,
            object,
            Loads.Service.class.getClassLoader(),
            new Exports(List.of(Loads.Service.class))));
  }

  /**
   * Calls the module.
   *
   * @return which object was called, or why none was
   */
  public String call() {
    try {
      return String.valueOf(Loads.call(site));
    } catch (IllegalStateException e) {
      return switch (e.getCause()) {
        case ModuleUnavailableException _ -> "unavailable";
        case UndefinedFunctionException _ -> "undefined";
        case null, default -> throw e;
      };
    }
  }

  /** The component gives up its object. */
  public void left() {
    object.left(Absence.now(BOUND, () -> "it is given up"));
  }

  /** The component has made the second object. */
  public void arrived() {
    object.arrived(new Loads.Implementation(2));
  }

  /** Calls look up again what they reach. */
  public void changed() {
    module.changed();
  }

  /** The second version is current, whatever has become of the component of the first. */
  public void loadNext() {
    module.switchTo(target(3, ComponentObject.fixed(new Loads.Implementation(3))));
  }

  /**
   * Lets calls wait for the first version.
   *
   * @return says that it has come, or does not come
   */
  public Runnable expectFirst() {
    return module.expectFirst();
  }
}
