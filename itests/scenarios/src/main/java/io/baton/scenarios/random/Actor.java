package io.baton.scenarios.random;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is believed of a process while a scenario is made. */
final class Actor {
  final String name;
  final String module;

  /** The versions on its stack; the last is the one that waits. Empty for a supervisor. */
  final Deque<Integer> frames = new ArrayDeque<>();

  /** The supervisor that it is a child of. */
  final @Nullable String supervisor;

  final Set<String> links = new TreeSet<>();

  /** The actors that it monitors. */
  final Set<String> monitors = new TreeSet<>();

  boolean alive = true;
  boolean local;
  boolean traps;
  boolean spins;

  /** The version of a local function that it keeps; 0 for none. */
  int holds;

  /** How many messages it has not asked for yet. */
  int unread;

  Actor(String name, String module, @Nullable String supervisor) {
    this.name = name;
    this.module = module;
    this.supervisor = supervisor;
  }

  boolean isPuppet() {
    return !module.isEmpty();
  }

  boolean isIdle() {
    return alive && !spins && isPuppet();
  }

  boolean isIn(String other, int version) {
    return alive && module.equals(other) && version != 0 && frames.contains(version);
  }

  /** A supervisor and its children. */
  static final class Tree {
    final String name;
    final String strategy;
    final int intensity;
    final List<String> children = new ArrayList<>();
    int restarts;

    Tree(String name, String strategy, int intensity) {
      this.name = name;
      this.strategy = strategy;
      this.intensity = intensity;
    }
  }
}
