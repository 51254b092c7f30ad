package io.baton.api.code;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the code server has decided about a request: what it loaded, purged or deleted, or why not.
 *
 * @param when it was decided
 * @param action what was asked for
 * @param what module and version as far as known, otherwise the file
 * @param file the origin of the version, or the file that was to be loaded; empty if there is none
 * @param sha256 digest of the bytes of that version or file, in hexadecimal; empty if unknown
 * @param result {@code ok}, or the word that Erlang's code server would answer
 * @param why the reason of a refusal, in one or more lines; empty otherwise
 * @param ended labels of the processes that were killed
 * @param by what asked: the bundles whose code was running, the nearest first, and the user of the
 *     JVM
 */
public record Decision(
    Instant when,
    Action action,
    String what,
    Optional<String> file,
    Optional<String> sha256,
    String result,
    String why,
    List<String> ended,
    String by) {
  /** Copies the list. */
  public Decision {
    ended = List.copyOf(ended);
  }

  /** What was asked for. */
  public enum Action {
    /** A version was to become current. */
    LOAD,
    /** The old version was to go if nothing uses it. */
    SOFT_PURGE,
    /** The old version was to go, with the processes in it. */
    PURGE,
    /** The current version was to become old. */
    DELETE
  }

  /**
   * Returns whether it is about a module.
   *
   * @param module name of the module
   * @return false also for a file of which the module is not known
   */
  public boolean isAbout(String module) {
    return what.equals(module) || what.startsWith(module + " ");
  }
}
