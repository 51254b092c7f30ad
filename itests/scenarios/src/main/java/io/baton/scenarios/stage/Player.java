package io.baton.scenarios.stage;

import io.baton.scenarios.language.Step;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Plays one scenario, on the thread that calls it. */
final class Player {
  private final Modules modules;
  private final Actors actors;

  Player(Modules modules) {
    this.modules = modules;
    actors = new Actors(modules);
  }

  /** Prints one line for each step. Whatever the scenario has begun is gone afterwards. */
  void play(List<Step> steps, Consumer<String> print) throws IOException {
    try {
      for (Step step : steps) {
        print.accept(step(step.words()));
      }
    } finally {
      actors.end();
      modules.forget();
    }
  }

  private String step(List<String> words) throws IOException {
    return switch (words.getFirst()) {
      case "spawn" -> actors.spawn(words.get(1), words.get(2));
      case "sup" -> actors.supervise(words);
      case "settle" -> actors.settle();
      case "uses", "tell", "post", "exit", "alive", "down" -> actors.about(words);
      default -> modules.step(words);
    };
  }
}
