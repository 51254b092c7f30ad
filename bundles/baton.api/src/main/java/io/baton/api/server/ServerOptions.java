package io.baton.api.server;

import java.time.Duration;
import java.util.Optional;

/**
 * Options of the start of a server.
 *
 * @param name that it registers before {@code init}; empty for none
 * @param timeout how long {@code init} may take; empty for no bound, as in Erlang
 */
public record ServerOptions(Optional<String> name, Optional<Duration> timeout) {
  /** No name, and no bound. */
  public static final ServerOptions NONE = new ServerOptions(Optional.empty(), Optional.empty());

  /** Checks both. */
  public ServerOptions {
    if (name.filter(String::isBlank).isPresent()) {
      throw new IllegalArgumentException("a registered name must not be blank");
    }
    if (timeout.filter(Duration::isNegative).isPresent()) {
      throw new IllegalArgumentException("a time-out must not be negative, was " + timeout.get());
    }
  }

  /**
   * Returns options with a name ({@code {local, Name}}).
   *
   * @param name not blank
   * @return options with no bound
   */
  public static ServerOptions named(String name) {
    return new ServerOptions(Optional.of(name), Optional.empty());
  }

  /**
   * Returns these options with a bound for {@code init} ({@code {timeout, Time}}).
   *
   * @param time not negative
   * @return new options
   */
  public ServerOptions within(Duration time) {
    return new ServerOptions(name, Optional.of(time));
  }
}
