package io.baton.spi;

import io.baton.api.process.Pid;
import io.baton.api.supervisor.Child;
import io.baton.api.supervisor.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The supervisors, without a request to them: their data are read directly, so that one that does
 * not answer is shown as well. Thread-safe; nothing here blocks.
 */
@ProviderType
public interface SupervisorTable {
  /**
   * Returns all living supervisors, in order of their pids.
   *
   * @return a snapshot; each supervisor by itself is consistent
   */
  List<Supervised> supervisors();

  /**
   * A supervisor.
   *
   * @param pid its pid
   * @param name its registered name, if it has one
   * @param module that specifies it
   * @param strategy the children that the end of one child concerns
   * @param restarts within the period up to now
   * @param intensity how many are allowed
   * @param period in which they are counted
   * @param children in order of start
   */
  record Supervised(
      Pid pid,
      Optional<String> name,
      String module,
      Strategy strategy,
      int restarts,
      int intensity,
      Duration period,
      List<Row> children) {
    /** Copies the children. */
    public Supervised {
      children = List.copyOf(children);
    }
  }

  /**
   * A child.
   *
   * @param child as its supervisor knows it
   * @param restarts how often it was restarted
   * @param version the version of its code, such as {@code counter 2.0.0}; empty if that is not
   *     known
   */
  record Row(Child child, int restarts, Optional<String> version) {}
}
