package io.baton.races.stepping;

/** Instead of {@link Thread.Builder.OfPlatform}: makes threads that run in steps. */
public final class SteppedThreads {
  private String name = "";

  private SteppedThreads() {}

  /** Instead of {@link Thread#ofPlatform()}. */
  public static SteppedThreads ofPlatform() {
    return new SteppedThreads();
  }

  /** Changes nothing. */
  public SteppedThreads daemon() {
    return this;
  }

  /** Changes nothing. */
  public SteppedThreads inheritInheritableThreadLocals(boolean inherit) {
    return this;
  }

  /** Names the thread. */
  public SteppedThreads name(String name) {
    this.name = name;
    return this;
  }

  /** Starts a thread. What the garbage collector asks for is no part of a schedule. */
  public Thread start(Runnable body) {
    if (!Thread.currentThread().isVirtual()) {
      return Thread.ofPlatform().daemon().name(name).start(body);
    }
    Thread thread = Stepper.thread(name, body);
    thread.start();
    return thread;
  }

  /** Makes a thread that watches memory all the time, which is no part of a schedule. */
  public Thread unstarted(Runnable body) {
    return Thread.ofPlatform().daemon().name(name).unstarted(body);
  }
}
