package io.baton.scenarios.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Draws steps: any that the language has, those that say most more often. */
final class Draw {
  private static final List<String> MODULES = List.of("alpha", "beta");
  private static final List<String> STRATEGIES =
      List.of("one_for_one", "one_for_all", "rest_for_one");
  private static final List<String> REASONS = List.of("boom", "normal", "shutdown", "kill");
  private static final List<String> TEXTS = List.of("hi", "ho", "good morning");

  /** What can be drawn, as often as it stands there. */
  private static final List<String> STEPS =
      often(
          "tell 40, load 6, load_file 5, load_corrupt 1, load_wrong_name 1, load_missing 1,"
              + " ensure_loaded 1, load_refusing 2, atomic_load 3, delete 2, purge 4, soft_purge 6,"
              + " old 1, loaded 1, stick 1, unstick 2, uses 5, spawn 4, post 2, exit 3, alive 2,"
              + " down 1, sup 1, settle 1");

  private static final List<String> INSTRUCTIONS =
      often(
          "version 9, peek 3, local 4, qualified 3, nest 4, unnest 3, hold 5, call 7, drop 1, count"
              + " 2, spawn 3, trap 4, link 5, unlink 1, monitor 5, send 2, exit 2, mail 5, stop 1,"
              + " crash 1, spin 1");

  private static final int MOST_SUPERVISORS = 2;

  private final Random random;
  private final World world;

  Draw(Random random, World world) {
    this.random = random;
    this.world = world;
  }

  private static List<String> often(String weights) {
    List<String> all = new ArrayList<>();
    for (String weight : weights.split(", *", -1)) {
      String[] parts = weight.split(" ", -1);
      all.addAll(java.util.Collections.nCopies(Integer.parseInt(parts[1]), parts[0]));
    }
    return List.copyOf(all);
  }

  /** A name that no process has. */
  static String fresh(World world) {
    return "p" + (world.actors.size() + 1);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private boolean seldom() {
    return random.nextInt(12) == 0;
  }

  private String module() {
    return seldom() ? "gamma" : one(MODULES);
  }

  private String next(String module) {
    return String.valueOf(world.module(module).last + 1);
  }

  /** Usually a process that answers. */
  private String process() {
    List<Actor> all = world.all();
    return seldom() ? (seldom() ? "nobody" : one(all).name) : one(world.idle()).name;
  }

  /** Usually a process of which this is true, if there is one. */
  private String process(Predicate<Actor> wanted) {
    List<Actor> found = world.all().stream().filter(wanted).toList();
    return found.isEmpty() || seldom() ? process() : one(found).name;
  }

  /** Another process learns of its end. */
  private boolean isWatched(Actor actor) {
    return actor.isIdle()
        && world.all().stream()
            .anyMatch(other ->
                other.alive
                    && (other.monitors.contains(actor.name)
                        || (other.traps && other.links.contains(actor.name))));
  }

  /** Often the one that it has to do with already. */
  private String peer(String name) {
    Actor actor = world.actors.get(name);
    if (actor != null && random.nextInt(3) == 0) {
      List<String> known =
          Stream.concat(actor.links.stream(), actor.monitors.stream()).distinct().toList();
      return known.isEmpty() ? process() : one(known);
    }
    return process();
  }

  private boolean isInOldCode(Actor actor) {
    return actor.isPuppet() && actor.isIn(actor.module, world.module(actor.module).old);
  }

  /** One step. */
  List<String> step() {
    String verb = one(STEPS);
    String module = module();
    return switch (verb) {
      case "tell" -> tell();
      case "load", "load_file", "load_refusing" -> List.of(verb, module, next(module));
      case "load_wrong_name" -> {
        String other = module.equals("alpha") ? "beta" : "alpha";
        yield List.of(verb, module, other, next(other));
      }
      case "atomic_load" -> atomicLoad();
      case "uses" -> List.of(verb, process(this::isInOldCode), one(MODULES));
      case "spawn" -> List.of(verb, fresh(world), module);
      case "post" -> words(verb, process(), one(TEXTS));
      case "exit" -> List.of(verb, process(this::isWatched), one(REASONS));
      case "alive" -> List.of(verb, one(world.all()).name);
      case "down" -> List.of(verb, process(actor -> !actor.alive));
      case "sup" -> supervise();
      case "settle" -> List.of(verb);
      default -> List.of(verb, module);
    };
  }

  private static List<String> words(String... parts) {
    return List.of(String.join(" ", parts).split(" ", -1));
  }

  private List<String> atomicLoad() {
    List<String> words = new ArrayList<>(List.of("atomic_load"));
    for (String module : List.of("alpha", "beta", "gamma")) {
      if (random.nextInt(3) > 0) {
        words.add(
            module
                + "="
                + (seldom()
                    ? (seldom() ? one(List.of("refusing", "missing")) : "corrupt")
                    : next(module)));
      }
    }
    if (words.size() == 1 || seldom()) {
      words.add("alpha=" + next("alpha"));
    }
    return words;
  }

  private List<String> supervise() {
    if (world.trees.size() >= MOST_SUPERVISORS) {
      return List.of("settle");
    }
    int number = world.trees.size() + 1;
    String intensity = String.valueOf(random.nextInt(4));
    List<String> words =
        new ArrayList<>(List.of("sup", "s" + number, one(STRATEGIES), intensity, "1000"));
    for (int i = 0; i <= random.nextInt(3); i++) {
      words.add("c%d%d=%s".formatted(number, i + 1, one(MODULES)));
    }
    return words;
  }

  private String told(String verb) {
    return switch (verb) {
      case "link", "monitor" -> process(actor -> actor.isIdle() && actor.traps);
      case "stop", "crash" -> process(this::isWatched);
      case "call" -> process(actor -> actor.isIdle() && actor.holds != 0);
      case "mail" -> process(actor -> actor.isIdle() && actor.unread != 0);
      case "unnest" -> process(actor -> actor.isIdle() && actor.frames.size() > 1);
      default -> process();
    };
  }

  private List<String> tell() {
    String verb = one(INSTRUCTIONS);
    List<String> words = new ArrayList<>(List.of("tell", told(verb)));
    words.addAll(
        switch (verb) {
          case "peek" -> random.nextBoolean() ? List.of(verb) : List.of(verb, module());
          case "hold" -> List.of(verb, random.nextInt(3) > 0 ? "local" : "external");
          case "count" -> List.of(verb, String.valueOf(1 + random.nextInt(5)));
          case "spawn" -> List.of(verb, fresh(world), random.nextBoolean() ? "local" : "qualified");
          case "link", "unlink", "monitor" -> List.of(verb, peer(words.get(1)));
          case "send" -> words(verb, process(), one(TEXTS));
          case "exit" -> List.of(verb, process(this::isWatched), one(REASONS));
          case "stop" -> List.of(verb, one(List.of("boom", "normal", "shutdown")));
          default -> List.of(verb);
        });
    return words;
  }
}
