package io.baton.races.explorer;

import io.baton.process.Linking;
import java.util.function.Consumer;

/**
 * A process links to another, and one of the two is killed: before the link, in the midst of it,
 * where the one side knows of it and the other does not yet, or after it.
 */
final class KillAgainstLink implements Race {
  private final Linking linking = new Linking();
  private final Steps steps;
  private final Consumer<Linking> kill;

  KillAgainstLink(Steps steps, Consumer<Linking> kill) {
    this.steps = steps;
    this.kill = kill;
  }

  @Override
  public void user() {
    steps.at(Side.USER, "links");
    linking.link();
  }

  @Override
  public void server() {
    linking.holdingTheOther(() -> {
      steps.at(Side.SERVER, "kills");
      kill.accept(linking);
      steps.at(Side.SERVER, "lets go");
    });
  }

  @Override
  public String outcome() {
    return linking.told();
  }
}
