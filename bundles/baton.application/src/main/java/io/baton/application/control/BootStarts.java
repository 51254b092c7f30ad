package io.baton.application.control;

import io.baton.api.application.ApplicationInfo.State;
import io.baton.api.application.StartResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Starts applications with the system: those that are configured so, and what they depend on. An
 * application is tried when all that it depends on runs; until then it waits, whatever comes first:
 * configurations arrive in any order.
 */
final class BootStarts {
  /** Time after which the log says that an application waits: most waits are over by then. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ApplicationTable table;

  private boolean isOpen;
  private boolean isLooking;
  private boolean isToLookAgain;

  BootStarts(ApplicationTable table) {
    this.table = table;
  }

  /** Begins. */
  void open() {
    isOpen = true;
    look();
  }

  /** Tries those again that have not started for want of a module. */
  void changed(String module) {
    for (Entry entry : table.entries()) {
      if (entry.spec().isBoot()
          && !entry.isStoppedByHand
          && entry.state() instanceof State.Refused(StartResult.NotLoaded _)
          && entry.spec().modules().contains(module)) {
        entry.is(new State.Stopped());
        entry.isBootPending = true;
      }
    }
    look();
  }

  /** Starts what can start now. What a start changes at once is looked at as well. */
  void look() {
    if (!isOpen || table.isShuttingDown()) {
      return;
    }
    isToLookAgain = true;
    if (isLooking) {
      return;
    }
    isLooking = true;
    try {
      while (isToLookAgain) {
        isToLookAgain = false;
        for (Entry entry : table.entries()) {
          if (entry.isBootPending) {
            consider(entry);
          }
        }
      }
    } finally {
      isLooking = false;
    }
  }

  private void consider(Entry entry) {
    switch (table.order(entry.name())) {
      case Dependencies.Found.Missing(String name) ->
          waits(entry, name + ", which is not configured");
      case Dependencies.Found.Cycle(List<String> path) -> {
        entry.isBootPending = false;
        table.failed(entry, new StartResult.Cycle(entry.name(), path));
      }
      case Dependencies.Found.Order(List<String> names) -> {
        names.forEach(name -> table.find(name).ifPresent(this::startsAsWell));
        Optional<Entry> missing =
            entry.spec().applications().stream()
                .flatMap(name -> table.find(name).stream())
                .filter(one -> !one.isRunning())
                .findFirst();
        if (missing.isPresent()) {
          waits(entry, missing.get().name() + whatIsTheMatter(missing.get()));
        } else {
          table.begin(entry);
        }
      }
    }
  }

  /** What an application depends on starts with the system, too, unless it was stopped by hand. */
  private void startsAsWell(Entry entry) {
    if (entry.state() instanceof State.Stopped && !entry.isStoppedByHand && !entry.isBootPending) {
      entry.isBootPending = true;
      isToLookAgain = true;
    }
  }

  private static String whatIsTheMatter(Entry entry) {
    return switch (entry.state()) {
      case State.Stopped _ when entry.isStoppedByHand -> ", which was stopped";
      case State.Refused(StartResult.Refused refused) ->
          ", which does not start: " + refused.reason();
      case State.Ended(var reason) -> ", which has ended: " + reason;
      case State.Waiting _ -> ", which waits as well";
      case State.Starting _, State.Stopped _ -> ", which is being started";
      case State.Stopping _ -> ", which is being stopped";
      case State.Running _ -> "";
    };
  }

  private void waits(Entry entry, String cause) {
    var next = new State.Waiting(cause);
    if (!next.equals(entry.state())) {
      entry.is(next);
      entry.deadline = table.in(PATIENCE);
    }
  }
}
