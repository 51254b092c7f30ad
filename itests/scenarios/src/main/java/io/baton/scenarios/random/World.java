package io.baton.scenarios.random;

import io.baton.scenarios.language.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is believed of modules and processes while a scenario is made, step by step: enough to keep
 * some processes alive, and to leave out what is a race in Erlang too. It decides nothing about
 * what is printed.
 */
final class World {
  /** The versions of a module; 0 for none. */
  static final class Versions {
    int current;
    int old;
    int last;
    boolean sticky;
  }

  final Map<String, Versions> modules = new TreeMap<>();
  final Map<String, Actor> actors = new LinkedHashMap<>();
  final Map<String, Actor.Tree> trees = new TreeMap<>();

  /** A supervisor may have something to do. */
  boolean unsettled;

  Versions module(String name) {
    return modules.computeIfAbsent(name, _ -> new Versions());
  }

  /** The actors that are known to be there. */
  Actor actor(String name) {
    return Objects.requireNonNull(actors.get(name), name);
  }

  Actor.Tree tree(String name) {
    return Objects.requireNonNull(trees.get(name), name);
  }

  List<Actor> idle() {
    return actors.values().stream().filter(Actor::isIdle).toList();
  }

  /** Believes what has happened after some steps; null if one of them is a race. */
  static @Nullable World after(List<Step> steps) {
    World world = new World();
    for (Step step : steps) {
      if (!world.play(step)) {
        return null;
      }
    }
    return world;
  }

  /**
   * Plays a step.
   *
   * @return false if what it prints, or what comes of it, is a race; the world is of no use then
   */
  boolean play(Step step) {
    List<String> words = step.words();
    if (unsettled && !step.verb().equals("settle")) {
      return false;
    }
    Ends ends = new Ends(this);
    boolean played =
        switch (step.verb()) {
          case "settle" -> {
            unsettled = false;
            yield true;
          }
          case "load" -> load(words.get(1), Integer.parseInt(words.get(2)), ends);
          case "load_file" -> loadFile(words.get(1), Integer.parseInt(words.get(2)));
          case "atomic_load" -> atomicLoad(words.subList(1, words.size()));
          case "delete" -> delete(words.get(1));
          case "purge" -> purge(words.get(1), ends);
          case "soft_purge" -> softPurge(words.get(1));
          case "stick", "unstick" -> {
            module(words.get(1)).sticky = step.verb().equals("stick");
            yield true;
          }
          case "spawn" -> spawn(words.get(1), words.get(2));
          case "sup" -> supervise(words);
          case "exit" -> exit(words, ends);
          case "tell" -> new Told(this, ends).play(words);
          default -> true;
        };
    Actor told = step.verb().equals("tell") ? actors.get(words.get(1)) : null;
    boolean hasEnded = told == null || !told.alive;
    // a process that its supervisor ends after that: before it has replied, or after?
    return played && ends.areNoRace() && (told == null || hasEnded || told.alive);
  }

  private boolean isSticky(Versions module) {
    return module.sticky && module.current != 0;
  }

  private boolean load(String name, int version, Ends ends) {
    Versions module = module(name);
    if (isSticky(module)) {
      return module.old == 0; // Erlang purges before it refuses, Baton does not
    }
    if (module.current != 0) {
      purge(name, ends);
      if (ends.supervised()) {
        return false; // restarted before or after the load?
      }
    }
    become(module, version);
    return true;
  }

  /** A module without a current version keeps its old one when another is loaded. */
  private static void become(Versions module, int version) {
    if (module.current != 0) {
      module.old = module.current;
    }
    module.current = version;
    module.last = Math.max(module.last, version);
  }

  private boolean loadFile(String name, int version) {
    Versions module = module(name);
    if (!isSticky(module) && (module.old == 0 || module.current == 0)) {
      become(module, version);
    }
    return true;
  }

  private boolean atomicLoad(List<String> assignments) {
    Map<String, String> versions = new TreeMap<>();
    for (String assignment : assignments) {
      String[] parts = assignment.split("=", 2);
      if (versions.put(parts[0], parts[1]) != null) {
        return true;
      }
    }
    if (versions.values().stream().anyMatch(version -> !Character.isDigit(version.charAt(0)))
        || versions.keySet().stream()
            .anyMatch(name -> isSticky(module(name)) || isOccupied(name))) {
      return true;
    }
    versions.forEach((name, version) -> become(module(name), Integer.parseInt(version)));
    return true;
  }

  private boolean isOccupied(String name) {
    return module(name).old != 0 && module(name).current != 0;
  }

  private boolean delete(String name) {
    Versions module = module(name);
    if (module.old == 0) {
      module.old = module.current;
      module.current = 0;
    }
    return true;
  }

  private boolean purge(String name, Ends ends) {
    Versions module = module(name);
    for (Actor actor : List.copyOf(actors.values())) {
      if (actor.isIn(name, module.old)) {
        ends.kill(actor);
      }
    }
    module.old = 0;
    return true;
  }

  private boolean softPurge(String name) {
    Versions module = module(name);
    if (actors.values().stream().noneMatch(actor -> actor.isIn(name, module.old))) {
      module.old = 0;
    }
    return true;
  }

  private boolean spawn(String name, String module) {
    Actor actor = new Actor(name, module, null);
    enter(actor);
    return actors.put(name, actor) == null;
  }

  /** It begins in the current version, if there is one. */
  void enter(Actor actor) {
    int current = module(actor.module).current;
    actor.frames.clear();
    actor.frames.add(current);
    actor.alive = current != 0;
  }

  private boolean supervise(List<String> words) {
    var tree = new Actor.Tree(words.get(1), words.get(2), Integer.parseInt(words.get(3)));
    Actor supervisor = new Actor(tree.name, "", null);
    supervisor.traps = true;
    boolean fresh = actors.put(tree.name, supervisor) == null;
    trees.put(tree.name, tree);
    for (String word : words.subList(5, words.size())) {
      String[] parts = word.split("=", 2);
      Actor child = new Actor(parts[0], parts[1], tree.name);
      enter(child);
      tree.children.add(child.name);
      fresh &= actors.put(child.name, child) == null && child.alive;
    }
    return fresh;
  }

  private boolean exit(List<String> words, Ends ends) {
    Actor actor = actors.get(words.get(1));
    if (actor != null && actor.alive) {
      ends.signal(actor, words.get(2), "scenario");
    }
    return true;
  }

  List<Actor> all() {
    return new ArrayList<>(actors.values());
  }
}
