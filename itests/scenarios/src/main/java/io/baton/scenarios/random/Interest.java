package io.baton.scenarios.random;

import java.util.List;

/** How much a step is likely to say about two systems. */
final class Interest {
  private Interest() {}

  /** More for what ends a process, tells a process, or meets what is not current any more. */
  static int of(List<String> words, World before, World after) {
    int interest = 0;
    if (alive(after) < alive(before)) {
      interest += 3;
    }
    if (unread(after) > unread(before)) {
      interest += 3;
    }
    Actor actor = words.size() > 1 ? before.actors.get(words.get(1)) : null;
    if (words.getFirst().equals("tell") && actor != null && actor.isIdle()) {
      interest += ofInstruction(words.get(2), actor, before);
    }
    return interest + ofStep(words, before);
  }

  private static int ofStep(List<String> words, World world) {
    return switch (words.getFirst()) {
      case "load", "load_file", "atomic_load" -> 1;
      case "soft_purge" -> isOccupied(words.get(1), world) ? 2 : 0;
      case "uses" -> {
        Actor actor = world.actors.get(words.get(1));
        String module = words.get(2);
        yield actor != null && actor.isIn(module, world.module(module).old) ? 4 : 0;
      }
      default -> 0;
    };
  }

  private static boolean isOccupied(String module, World world) {
    int old = world.module(module).old;
    return world.actors.values().stream().anyMatch(actor -> actor.isIn(module, old));
  }

  private static int ofInstruction(String verb, Actor actor, World world) {
    int current = world.module(actor.module).current;
    return switch (verb) {
      case "call" -> actor.holds != 0 && actor.holds != current ? 4 : 0;
      case "mail" -> Math.min(actor.unread, 1) * 4;
      case "unnest" -> actor.frames.size() > 1 ? 2 : 0;
      case "nest", "trap", "hold" -> 1;
      case "version", "peek" -> actor.frames.getLast() != current ? 2 : 0;
      default -> 0;
    };
  }

  private static long alive(World world) {
    return world.actors.values().stream().filter(actor -> actor.alive).count();
  }

  private static int unread(World world) {
    return world.actors.values().stream().mapToInt(actor -> actor.unread).sum();
  }
}
