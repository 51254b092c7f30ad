package io.baton.application.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The order in which an application and all that it depends on are started. */
final class Dependencies {
  /** The applications that an application depends on; empty if it is not configured. */
  private final Function<String, Optional<List<String>>> of;

  private final List<String> path = new ArrayList<>();
  private final List<String> order = new ArrayList<>();

  private Dependencies(Function<String, Optional<List<String>>> of) {
    this.of = of;
  }

  /** Result of the search. */
  sealed interface Found {
    /** All of them, each after those that it depends on; the last is the one that was asked for. */
    record Order(List<String> names) implements Found {}

    /** One of them is not configured. */
    record Missing(String name) implements Found {}

    /** One of them depends on itself: the names from that one to the same again. */
    record Cycle(List<String> path) implements Found {}
  }

  /**
   * Finds the order.
   *
   * @param application the last one
   * @param of the applications that an application depends on; empty if it is not configured
   */
  static Found of(String application, Function<String, Optional<List<String>>> of) {
    var search = new Dependencies(of);
    Found failure = search.visit(application).orElse(null);
    return failure == null ? new Found.Order(List.copyOf(search.order)) : failure;
  }

  /** Returns what is wrong, if something is. */
  private Optional<Found> visit(String name) {
    if (order.contains(name)) {
      return Optional.empty();
    }
    int before = path.indexOf(name);
    path.add(name);
    if (before >= 0) {
      return Optional.of(new Found.Cycle(List.copyOf(path.subList(before, path.size()))));
    }
    Optional<List<String>> needed = of.apply(name);
    if (needed.isEmpty()) {
      return Optional.of(new Found.Missing(name));
    }
    for (String one : needed.get()) {
      Optional<Found> failure = visit(one);
      if (failure.isPresent()) {
        return failure;
      }
    }
    path.removeLast();
    order.add(name);
    return Optional.empty();
  }
}
