package io.baton.application.control;

import io.baton.api.supervisor.Restart;
import java.time.Duration;
import java.util.List;

/**
 * The configuration of an application.
 *
 * @param name its name
 * @param module whose component starts it
 * @param modules those that are loaded first, in this order where they cannot be loaded together
 * @param applications those that must run before it
 * @param arguments of its start function
 * @param isBoot whether it starts with the system
 * @param type what its end means
 * @param bounds how long it may take
 */
public record ApplicationSpec(
    String name,
    String module,
    List<String> modules,
    List<String> applications,
    List<String> arguments,
    boolean isBoot,
    Restart type,
    Bounds bounds) {
  /** Copies the lists. */
  public ApplicationSpec {
    modules = List.copyOf(modules);
    applications = List.copyOf(applications);
    arguments = List.copyOf(arguments);
  }

  /**
   * Bounds.
   *
   * @param start of the load and the start function together
   * @param stop of the end of the root, and of the callbacks around it
   */
  public record Bounds(Duration start, Duration stop) {}
}
