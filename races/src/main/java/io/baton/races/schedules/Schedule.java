package io.baton.races.schedules;

import io.baton.api.code.Prepared;
import io.baton.races.stepping.Stepper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Bundle;

/**
 * One schedule: what was asked for and answered, and what is wrong. Touched by one thread at a
 * time.
 */
final class Schedule {
  private final Scene scene;
  private final History history;
  private final List<Prepared> prepared = new ArrayList<>();
  private final Set<Long> acknowledged = new HashSet<>();
  private final Set<Long> deleted = new HashSet<>();
  private final Set<Bundle> touched = new HashSet<>();
  private final Set<Bundle> away = new HashSet<>();
  private final List<String> log = new ArrayList<>();
  private boolean failed;

  Schedule(Scene scene) {
    this.scene = scene;
    history = new History(this);
  }

  Scene scene() {
    return scene;
  }

  History history() {
    return history;
  }

  /** What was prepared, finished and closed or not. */
  List<Prepared> prepared() {
    return prepared;
  }

  /** Numbers of versions whose load was acknowledged. */
  Set<Long> acknowledged() {
    return acknowledged;
  }

  /** Numbers of versions whose deletion was acknowledged. */
  Set<Long> deleted() {
    return deleted;
  }

  /** Bundles that were started, stopped, updated or uninstalled by hand. */
  Set<Bundle> touched() {
    return touched;
  }

  /** Bundles that had no component for a moment. */
  Set<Bundle> away() {
    return away;
  }

  void note(String what) {
    log.add(what);
  }

  void mistake(String what) {
    failed = true;
    log.add("WRONG: " + what);
  }

  boolean hasPassed() {
    return !failed;
  }

  void print() {
    log.forEach(System.out::println);
  }

  void runAll() {
    try {
      Stepper.runAll();
    } catch (IllegalStateException e) {
      mistake(String.valueOf(e.getMessage()));
    }
  }

  static <T> T one(List<T> all) {
    return all.get(Stepper.draw(all.size()));
  }
}
