package io.baton.process;

import io.baton.api.process.Next;
import io.baton.api.process.ProcessRuntime;
import io.baton.spi.CapturedCall;
import io.baton.spi.Turn;
import org.jspecify.annotations.Nullable;

/** Call of a process without a loop: its one turn is the body. */
record Body(Runnable body) implements CapturedCall, Turn {
  @Override
  public Turn bind() {
    return this;
  }

  @Override
  public String called() {
    return body.getClass().getName();
  }

  @Override
  public Next run() {
    body.run();
    return ProcessRuntime.STOP;
  }

  @Override
  public boolean upToDate() {
    return true;
  }

  @Override
  public @Nullable ClassLoader code() {
    return body.getClass().getClassLoader();
  }
}
