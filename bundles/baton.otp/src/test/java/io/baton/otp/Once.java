package io.baton.otp;

import io.baton.api.process.Next;
import io.baton.api.process.Processes;

/** A process that runs a body and ends. */
public record Once(Runnable body) implements Next.Call, Next.Turn {
  @Override
  public Next.Turn bind() {
    return this;
  }

  @Override
  public Next run() {
    body.run();
    return Processes.stop();
  }

  @Override
  public boolean upToDate() {
    return true;
  }

  @Override
  public ClassLoader code() {
    return Once.class.getClassLoader();
  }
}
