package io.baton.limits;

import io.baton.api.process.Next;

/** A process that does one thing. */
record Once(Runnable body) implements Next.Call, Next.Turn {
  @Override
  public Next.Turn bind() {
    return this;
  }

  @Override
  public boolean upToDate() {
    return true;
  }

  @Override
  public ClassLoader code() {
    return Once.class.getClassLoader();
  }

  @Override
  public Next run() {
    body.run();
    return Next.Stop.STOP;
  }
}
