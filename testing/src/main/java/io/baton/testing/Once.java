package io.baton.testing;

import io.baton.api.process.Next;
import io.baton.api.process.ProcessRuntime;
import io.baton.spi.CapturedCall;
import io.baton.spi.Turn;

/** A call with one turn, which decides what comes next. */
public record Once(Step step) implements CapturedCall, Turn {
  /** Body of a process that ends after it. */
  @FunctionalInterface
  public interface Body {
    /**
     * Runs in the process.
     *
     * @throws Throwable whatever the process fails with
     */
    void run() throws Throwable;
  }

  /** Body of a turn. */
  @FunctionalInterface
  public interface Step {
    /**
     * Runs in the process.
     *
     * @return what the process continues with
     * @throws Throwable whatever the process fails with
     */
    Next take() throws Throwable;
  }

  /** Returns a call that runs a body, and then the process ends. */
  public static Once of(Body body) {
    return new Once(() -> {
      body.run();
      return ProcessRuntime.STOP;
    });
  }

  @Override
  public Turn bind() {
    return this;
  }

  @Override
  public Next run() throws Throwable {
    return step.take();
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
