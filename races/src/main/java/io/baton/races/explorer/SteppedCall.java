package io.baton.races.explorer;

import io.baton.api.process.Next;
import io.baton.spi.CapturedCall;
import io.baton.spi.Turn;
import org.jspecify.annotations.Nullable;

/** A captured call of a view, with a step of the user before each thing that is done with it. */
final class SteppedCall {
  private SteppedCall() {}

  /** A local call is its own turn, from the spawn on; a qualified one is bound when it runs. */
  static Next of(Steps steps, Next call) {
    return call instanceof Turn local
        ? new Local(steps, local)
        : new Qualified(steps, (CapturedCall) call);
  }

  private record Qualified(Steps steps, CapturedCall call) implements CapturedCall {
    @Override
    public Turn bind() {
      steps.at(Side.USER, "binds");
      Turn turn = call.bind();
      steps.at(Side.USER, "has bound");
      return new Bound(steps, turn);
    }
  }

  private record Bound(Steps steps, Turn turn) implements Turn {
    @Override
    public Next run() throws Throwable {
      steps.at(Side.USER, "goes in");
      Next next = turn.run();
      steps.at(Side.USER, "has come out");
      return next;
    }

    @Override
    public boolean upToDate() {
      steps.at(Side.USER, "shows its turn");
      return turn.upToDate();
    }

    @Override
    public @Nullable ClassLoader code() {
      return turn.code();
    }
  }

  private record Local(Steps steps, Turn turn) implements CapturedCall, Turn {
    @Override
    public Turn bind() {
      steps.at(Side.USER, "binds");
      return this;
    }

    @Override
    public Next run() throws Throwable {
      steps.at(Side.USER, "goes in");
      Next next = turn.run();
      steps.at(Side.USER, "has come out");
      return next;
    }

    @Override
    public boolean upToDate() {
      return turn.upToDate();
    }

    @Override
    public @Nullable ClassLoader code() {
      return turn.code();
    }
  }
}
