package io.baton.races.stepping;

/** Instead of a thread that the framework starts for itself: what it does is done in steps. */
public final class SteppedThread extends Thread {
  private final Runnable body;

  /**
   * As the constructor of {@link Thread}.
   *
   * @param body what it does
   * @param name of the thread
   */
  public SteppedThread(Runnable body, String name) {
    super(body, name);
    this.body = body;
  }

  @Override
  public void start() {
    Stepper.service(getName(), body).start();
  }
}
