package io.baton.scenarios.random;

import java.util.List;

/** How much a step is likely to say about two systems. */
final class Interest {
  private Interest() {}

  /** More for what ends somebody, tells somebody, or meets what is not current any more. */
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
    return interest + (words.getFirst().startsWith("load") ? 1 : 0);
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
