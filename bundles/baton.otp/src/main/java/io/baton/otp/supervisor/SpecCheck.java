package io.baton.otp.supervisor;

import io.baton.api.supervisor.AutoShutdown;
import io.baton.api.supervisor.ChildSpec;
import io.baton.api.supervisor.Restart;
import io.baton.api.supervisor.Strategy;
import io.baton.api.supervisor.SupervisorSpec;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Checks of a specification that concern more than one value. Erlang: {@code
 * supervisor:check_startspec/2}.
 */
final class SpecCheck {
  private SpecCheck() {}

  /**
   * Checks a whole specification.
   *
   * @throws IllegalArgumentException naming the value that is not
   */
  static void check(SupervisorSpec spec) {
    Set<String> ids = new HashSet<>();
    for (ChildSpec child : spec.children()) {
      if (!ids.add(child.id())) {
        throw new IllegalArgumentException("two children have the id " + child.id());
      }
      problem(child, spec.autoShutdown())
          .ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
          });
    }
    if (spec.strategy() == Strategy.SIMPLE_ONE_FOR_ONE && spec.children().size() != 1) {
      throw new IllegalArgumentException(
          "a SIMPLE_ONE_FOR_ONE supervisor has one child specification, found "
              + spec.children().size());
    }
  }

  static Optional<String> problem(ChildSpec child, AutoShutdown auto) {
    if (!child.significant()) {
      return Optional.empty();
    }
    if (child.restart() == Restart.PERMANENT) {
      return Optional.of(
          "child %s is significant, so it cannot be PERMANENT".formatted(child.id()));
    }
    return auto == AutoShutdown.NEVER
        ? Optional.of(
            "child %s is significant, but autoShutdown of its supervisor is NEVER"
                .formatted(child.id()))
        : Optional.empty();
  }
}
