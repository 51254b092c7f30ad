package io.baton.api.process;

import org.jspecify.annotations.Nullable;

/** Call of a process without a loop: its one turn is the body. */
record Body(Runnable body) implements Next.Call, Next.Turn {
  @Override
  public Next.Turn bind() {
    return this;
  }

  @Override
  public String called() {
    return body.getClass().getName();
  }

  @Override
  public Next run() {
    body.run();
    return Next.Stop.STOP;
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
