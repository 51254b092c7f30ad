package io.baton.scenarios.random;

import io.baton.scenarios.language.Scenario;
import io.baton.scenarios.language.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes a scenario out of a seed. The same seed gives the same scenario. */
public final class Generator {
  private static final int LEAST = 15;
  private static final int MORE = 25;

  /** Out of how many steps one is chosen. */
  private static final int CHOICE = 5;

  private final Random random;
  private final List<Step> steps = new ArrayList<>();
  private World world = new World();

  private Generator(long seed) {
    // seeds that follow each other must not give scenarios that begin alike
    random = new Random(seed * 0x9E3779B97F4A7C15L);
  }

  /** Makes one. */
  public static Scenario make(long seed) {
    Generator generator = new Generator(seed);
    generator.fill();
    return new Scenario("random " + seed, generator.steps);
  }

  private void fill() {
    add("load", "alpha", "1");
    add("load", "beta", "1");
    int length = LEAST + random.nextInt(MORE);
    while (steps.size() < length) {
      if (world.unsettled) {
        add("settle");
      } else if (world.idle().size() < 2) {
        revive();
      } else {
        addOne();
      }
    }
    look();
  }

  /** At least one process must live. */
  private void revive() {
    String module = random.nextBoolean() ? "alpha" : "beta";
    if (world.module(module).current == 0) {
      add("load", module, String.valueOf(world.module(module).last + 1));
    }
    add("spawn", Draw.fresh(world), module);
  }

  /** Of some steps that are no race often the one that says most. */
  private void addOne() {
    Draw draw = new Draw(random, world);
    List<String> best = List.of();
    int most = -1;
    int left = random.nextBoolean() ? CHOICE : 1;
    while (left > 0) {
      List<String> words = draw.step();
      World after = after(words);
      if (after != null) {
        left--;
        int interest = Interest.of(words, world, after);
        if (interest > most) {
          most = interest;
          best = words;
        }
      }
    }
    add(best);
  }

  /** What has come of it all. */
  private void look() {
    if (world.unsettled) {
      add("settle");
    }
    List<Actor> living = new ArrayList<>(world.idle());
    Collections.shuffle(living, random);
    for (Actor actor : living.subList(0, Math.min(living.size(), 4))) {
      add("tell", actor.name, "version");
      if (actor.traps || !actor.monitors.isEmpty()) {
        add("tell", actor.name, "mail");
      }
    }
    for (String module : List.of("alpha", "beta")) {
      add("loaded", module);
      add("soft_purge", module);
    }
  }

  private boolean add(String... words) {
    return add(List.of(words));
  }

  /** False, and nothing has changed, if that would be a race. */
  private boolean add(List<String> words) {
    World after = after(words);
    if (after == null) {
      return false;
    }
    steps.add(step(words));
    world = after;
    return true;
  }

  private Step step(List<String> words) {
    return new Step(steps.size() + 1, words, Optional.empty());
  }

  private @Nullable World after(List<String> words) {
    List<Step> more = new ArrayList<>(steps);
    more.add(step(words));
    return World.after(more);
  }
}
