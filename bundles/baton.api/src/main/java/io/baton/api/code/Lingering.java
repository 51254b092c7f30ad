package io.baton.api.code;

import io.baton.api.process.Pid;
import java.time.Instant;
import java.util.Optional;

/**
 * A process or thread that has a stack frame in the old version of a module, or is about to
 * continue in it.
 *
 * @param version the old version
 * @param pid of the process; empty for a thread that has not used Baton's processes
 * @param name the registered name of the process, or else what it is, such as {@code server of
 *     frequency}, or the name of the thread; may be empty
 * @param since when the version became old
 * @param where the innermost frame in the old version, as in a stack trace; if more than a hundred
 *     processes wait in the old version, the frame of the others is reported as {@code its turn}
 *     only
 * @param waitsFor what it does there, such as {@code receive Request} or {@code running}
 * @param why it cannot go on in the current version, with the path to the field that does not
 *     cross; empty if it has only not gone on yet
 */
public record Lingering(
    ModuleVersion version,
    Optional<Pid> pid,
    String name,
    Instant since,
    String where,
    String waitsFor,
    Optional<String> why) {
  /**
   * Describes the process or thread, in a few words.
   *
   * @return such as {@code <42> (frequency)} or {@code thread http-7}
   */
  public String label() {
    return pid.map(process -> ProcessLabel.of(process, name)).orElse("thread " + name);
  }

  @Override
  public String toString() {
    return label()
        + " in "
        + version
        + " at "
        + where
        + ", "
        + waitsFor
        + why.map(reason -> ": " + reason).orElse("");
  }
}
