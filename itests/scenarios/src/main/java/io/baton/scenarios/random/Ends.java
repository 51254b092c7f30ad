package io.baton.scenarios.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The processes that end in one step, those that are told, and whether their order matters. */
final class Ends {
  private final World world;

  /** The processes that have been sent a message, by whose end. */
  private final Map<String, Set<String>> told = new TreeMap<>();

  /** Children that ended before their supervisor did anything, by supervisor. */
  private final Map<String, List<String>> children = new TreeMap<>();

  /** Children that end because their supervisor wants it. */
  private final Set<String> stopped = new TreeSet<>();

  private boolean race;

  Ends(World world) {
    this.world = world;
  }

  /** Ends a process for certain. */
  void kill(Actor actor) {
    end(actor, "killed");
  }

  /** Sends an exit signal. */
  void signal(Actor actor, String reason, String from) {
    if (reason.equals("kill")) {
      kill(actor);
    } else if (actor.isPuppet() && actor.traps) {
      tell(actor.name, from);
    } else if (!actor.isPuppet()) {
      stopIfParent(actor, from);
    } else if (!reason.equals("normal")) {
      end(actor, reason);
    }
  }

  /** A supervisor obeys the process that started it, and no other. */
  private void stopIfParent(Actor supervisor, String from) {
    if (from.equals("scenario")) {
      stop(supervisor);
    }
  }

  void end(Actor actor, String reason) {
    if (!actor.alive) {
      return;
    }
    actor.alive = false;
    Set<String> links = Set.copyOf(actor.links);
    actor.links.clear();
    actor.monitors.clear();
    for (Actor other : world.all()) {
      if (other.monitors.remove(actor.name)) {
        tell(other.name, actor.name);
      }
    }
    for (String name : new TreeSet<>(links)) {
      Actor other = world.actors.get(name);
      if (other != null && other.links.remove(actor.name) && other.alive) {
        throughLink(other, actor, reason);
      }
    }
    if (actor.supervisor != null && !stopped.contains(actor.name)) {
      children.computeIfAbsent(actor.supervisor, _ -> new ArrayList<>()).add(actor.name);
    }
    if (!actor.isPuppet()) {
      List<String> orphans = world.tree(actor.name).children;
      stopped.addAll(orphans);
      orphans.forEach(child -> end(world.actor(child), reason));
    }
  }

  private void throughLink(Actor to, Actor from, String reason) {
    if (to.isPuppet() && to.traps) {
      tell(to.name, from.name);
    } else if (to.isPuppet() && !reason.equals("normal")) {
      end(to, reason);
    }
  }

  private void tell(String name, String from) {
    Actor receiver = world.actors.get(name);
    if (receiver != null && receiver.alive) {
      told.computeIfAbsent(name, _ -> new TreeSet<>()).add(from);
      receiver.unread++;
    }
  }

  /** Whether a child that has a supervisor has ended. */
  boolean supervised() {
    return !children.isEmpty();
  }

  /** Lets the supervisors do what they have to do. */
  boolean areNoRace() {
    world.unsettled |= supervised();
    while (supervised()) {
      Map<String, List<String>> first = new TreeMap<>(children);
      children.clear();
      first.forEach(this::restart);
    }
    return !race && told.values().stream().noneMatch(from -> from.size() > 1);
  }

  private void restart(String supervisor, List<String> ended) {
    Actor.Tree tree = world.tree(supervisor);
    Actor actor = world.actor(supervisor);
    if (!actor.alive) {
      return;
    }
    // several at once: which is first matters, unless each is restarted by itself
    race |=
        ended.size() > 1
            && (!tree.strategy.equals("one_for_one")
                || tree.restarts + ended.size() > tree.intensity);
    for (String name : ended) {
      Actor child = world.actor(name);
      tree.restarts++;
      if (tree.restarts > tree.intensity || world.module(child.module).current == 0) {
        stop(actor);
        return;
      }
      restart(tree, name);
    }
  }

  private void restart(Actor.Tree tree, String first) {
    int from =
        switch (tree.strategy) {
          case "one_for_all" -> 0;
          default -> tree.children.indexOf(first);
        };
    int to = tree.strategy.equals("one_for_one") ? from + 1 : tree.children.size();
    for (int i = to - 1; i >= from; i--) {
      stopChild(tree.children.get(i));
    }
    for (int i = from; i < to; i++) {
      Actor old = world.actor(tree.children.get(i));
      Actor child = new Actor(old.name, old.module, tree.name);
      world.enter(child);
      race |= !child.alive; // attempts to restart it, and its siblings, again and again
      world.actors.put(child.name, child);
    }
  }

  private void stopChild(String name) {
    stopped.add(name);
    end(world.actor(name), "shutdown");
  }

  /** In reverse order, and then itself. */
  private void stop(Actor supervisor) {
    List<String> names = world.tree(supervisor.name).children;
    for (int i = names.size() - 1; i >= 0; i--) {
      stopChild(names.get(i));
    }
    end(supervisor, "shutdown");
    world.unsettled = true;
  }
}
