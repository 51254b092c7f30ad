package io.baton.code.purging;

import io.baton.api.code.LoadResult;
import io.baton.api.code.PurgeResult;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Permit of a load to give up the old version of its module. Asked for before the load is recorded,
 * used after that; closed unused, nothing has changed. Used by one thread, in the module's lane.
 */
public final class PurgePermit implements AutoCloseable {
  private final Supplier<Begun> purge;
  private final Runnable close;

  /**
   * A permit.
   *
   * @param purge takes the version out of the table
   * @param close lets threads enter the version again, unless it was purged
   */
  PurgePermit(Supplier<Begun> purge, Runnable close) {
    this.purge = purge;
    this.close = close;
  }

  /** Answer to a load that asks for it. */
  public sealed interface Answer {
    /**
     * The load may go on.
     *
     * @param permit to be closed
     */
    record Granted(PurgePermit permit) implements Answer {}

    /**
     * The load is refused.
     *
     * @param why gets what is loaded
     */
    record Refused(Function<String, LoadResult.Refused> why) implements Answer {}
  }

  /**
   * A purge of a version that is not in the table any more.
   *
   * @param result what was found and ended
   * @param removal gives up the version, to be run once
   */
  public record Begun(PurgeResult result, Runnable removal) {}

  /**
   * The permit of a load that no old version is in the way of.
   *
   * @param module name of the module
   * @return purges nothing
   */
  public static PurgePermit unneeded(String module) {
    var nothing = new Begun(new PurgeResult.NoOldVersion(module), () -> {});
    return new PurgePermit(() -> nothing, () -> {});
  }

  /**
   * Purges the version. It is given up later, since a busy framework may take a moment for that.
   *
   * @return what was found and ended
   */
  public Begun begin() {
    return purge.get();
  }

  /**
   * Purges the versions of several.
   *
   * @param permits of different modules
   * @return in the same order
   */
  public static List<Begun> begin(List<PurgePermit> permits) {
    return permits.stream().map(PurgePermit::begin).toList();
  }

  @Override
  public void close() {
    close.run();
  }
}
