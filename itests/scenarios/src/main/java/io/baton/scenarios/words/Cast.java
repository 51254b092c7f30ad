package io.baton.scenarios.words;

import io.baton.api.supervisor.Strategy;
import java.time.Duration;
import java.util.List;

/**
 * What a supervisor of the troupe is.
 *
 * @param strategy as in Erlang
 * @param intensity as in Erlang
 * @param period as in Erlang
 * @param roles its children, all permanent
 */
public record Cast(Strategy strategy, int intensity, Duration period, List<Role> roles) {
  /**
   * A child.
   *
   * @param name that it registers
   * @param module whose loop it runs
   */
  public record Role(String name, String module) {}
}
