package io.baton.drop.folder;

import io.baton.api.code.LoadResult;
import io.baton.spi.Printable;
import java.nio.file.Path;

/**
 * Why a file is not loaded.
 *
 * @param reason the word of the code server, such as {@code not_purged}
 * @param why what was expected and found, and what to do
 * @param liftable whether something else than a change of the file can lift it
 */
record Refusal(String reason, String why, boolean liftable) {
  private static final String NOT_PURGED = "not_purged";

  /**
   * Returns a refusal of the code server.
   *
   * @param file that was to be loaded; the text need not name it
   */
  static Refusal of(LoadResult.Refused refused, Path file) {
    String what =
        refused.what().equals(file.toString()) ? "" : Printable.line(refused.what()) + ": ";
    return new Refusal(refused.reason(), what + Printable.text(refused.why()), isLiftable(refused));
  }

  /** Code of the module that has run is not run again unasked. */
  private static boolean isLiftable(LoadResult.Refused refused) {
    return switch (refused) {
      case LoadResult.NotPurged _,
          LoadResult.Spared _,
          LoadResult.Unresolved _,
          LoadResult.Unsatisfied _,
          LoadResult.Sticky _,
          LoadResult.PendingOnLoad _,
          LoadResult.NotStored _,
          LoadResult.AlreadyInstalled _ ->
          true;
      case LoadResult.NoFile _,
          LoadResult.NotInEmbeddedMode _,
          LoadResult.BadFile _,
          LoadResult.NotSigned _,
          LoadResult.OtherModule _,
          LoadResult.Entangled _,
          LoadResult.NotLinked _,
          LoadResult.OnLoadFailure _,
          LoadResult.NamedTwice _,
          LoadResult.OnLoadNotAllowed _,
          LoadResult.StateRefused _ ->
          false;
    };
  }

  /** Returns whether a load of another file may lift it. */
  boolean isForWantOfOthers() {
    return liftable && !isNotPurged();
  }

  /** Returns whether an old version is in the way. */
  boolean isNotPurged() {
    return reason.equals(NOT_PURGED);
  }

  /** The text for people. */
  String text() {
    return "%s: %s%n%s"
        .formatted(
            reason,
            why,
            liftable
                ? "It is tried again when what it waits for may have changed, and when the file"
                    + " changes (touch it)."
                : "It is tried again when the file changes (touch it).");
  }
}
