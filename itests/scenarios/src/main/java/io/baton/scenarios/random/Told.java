package io.baton.scenarios.random;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is believed to come of an instruction. */
final class Told {
  private final World world;
  private final Ends ends;

  Told(World world, Ends ends) {
    this.world = world;
    this.ends = ends;
  }

  /** False if it is a race. */
  boolean play(List<String> words) {
    Actor actor = world.actors.get(words.get(1));
    if (actor == null || !actor.isIdle()) {
      return actor == null || actor.isPuppet();
    }
    List<String> instruction = words.subList(2, words.size());
    return switch (instruction.getFirst()) {
      case "spin" -> {
        actor.spins = true;
        yield true;
      }
      case "crash" -> {
        ends.end(actor, "boom");
        yield true;
      }
      case "stop" -> {
        ends.end(actor, instruction.get(1));
        yield true;
      }
      default -> change(actor, instruction) && (!actor.alive || goOn(actor, instruction));
    };
  }

  private boolean change(Actor actor, List<String> instruction) {
    return switch (instruction.getFirst()) {
      case "local" -> {
        actor.local = true;
        yield true;
      }
      case "qualified" -> {
        actor.local = false;
        yield true;
      }
      case "trap" -> {
        actor.traps = true;
        yield actor.supervisor == null; // it would not end when its supervisor wants it to
      }
      case "hold" -> {
        actor.holds = instruction.get(1).equals("local") ? actor.frames.getLast() : 0;
        yield true;
      }
      case "mail" -> {
        actor.unread = 0;
        yield true;
      }
      case "call" -> call(actor);
      case "spawn" -> spawn(actor, instruction);
      case "link", "unlink", "monitor", "exit" ->
          about(actor, world.actors.get(instruction.get(1)), instruction);
      default -> true;
    };
  }

  /** A purged function ends its caller. */
  private boolean call(Actor actor) {
    World.Versions module = world.module(actor.module);
    if (actor.holds != 0
        && actor.holds != module.old
        && actor.holds != module.current
        && module.current != 0) {
      ends.end(actor, "badfun");
    }
    return true;
  }

  private boolean spawn(Actor actor, List<String> instruction) {
    Actor child = new Actor(instruction.get(1), actor.module, null);
    world.enter(child);
    if (instruction.get(2).equals("local")) {
      child.alive = true;
      child.frames.clear();
      child.frames.add(actor.frames.getLast());
    }
    return world.actors.put(child.name, child) == null;
  }

  private boolean about(Actor actor, @Nullable Actor other, List<String> instruction) {
    if (other == null || other == actor) {
      return other == null;
    }
    switch (instruction.getFirst()) {
      case "link" -> {
        if (!other.alive) {
          return actor.traps; // otherwise: does it end before it replies?
        }
        actor.links.add(other.name);
        other.links.add(actor.name);
      }
      case "unlink" -> {
        actor.links.remove(other.name);
        other.links.remove(actor.name);
      }
      case "monitor" -> {
        if (other.alive) {
          actor.monitors.add(other.name);
        }
      }
      default -> {
        if (other.alive) {
          ends.signal(other, instruction.get(2), actor.name);
          return actor.alive; // otherwise: does it end before it replies?
        }
      }
    }
    return true;
  }

  /** The loop is called, or a frame is left. */
  private boolean goOn(Actor actor, List<String> instruction) {
    switch (instruction.getFirst()) {
      case "nest" -> actor.frames.addLast(actor.frames.getLast());
      case "unnest" -> {
        if (actor.frames.size() > 1) {
          actor.frames.removeLast();
        }
      }
      default -> {
        // goes on where it is
      }
    }
    if (!actor.local) {
      int current = world.module(actor.module).current;
      if (current == 0) {
        ends.end(actor, "undef");
      } else {
        actor.frames.removeLast();
        actor.frames.addLast(current);
      }
    }
    return true;
  }
}
