package io.baton.races.explorer;

import io.baton.code.running.StoppedLoad;
import java.util.Objects;

/** The code server stops while a module loads whose {@code onLoad} does not return. */
final class StopAgainstOnLoad implements Race {
  private final Steps steps;
  private final StoppedLoad load;
  private String result = "";

  /** Whether {@code onLoad} was reached; written by its process. */
  private volatile boolean begun;

  StopAgainstOnLoad(Steps steps) {
    this.steps = steps;
    Objects.requireNonNull(World.LIVE, "processes");
    load =
        new StoppedLoad(() -> {
          begun = true;
          steps.at(Side.USER, "is in onLoad");
        });
  }

  @Override
  public void user() {
    steps.leaveTo(Side.USER);
    result = load.load();
  }

  @Override
  public void server() {
    steps.at(Side.SERVER, "stops");
    load.stop();
  }

  @Override
  public String outcome() {
    return "%s, %s%s"
        .formatted(
            result, begun ? "begun" : "not begun", load.isPending() ? ", STILL PENDING" : "");
  }
}
