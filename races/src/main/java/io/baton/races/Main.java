package io.baton.races;

/** Runs. */
public final class Main {
  private Main() {}

  /** x. */
  public static void main(String[] arguments) throws Exception {
    org.openjdk.jcstress.Main.main(arguments);
  }
}
