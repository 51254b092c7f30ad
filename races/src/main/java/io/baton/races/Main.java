package io.baton.races;

/** Runs. */
public final class Main {
  private Main() {}

  /** x. */
  public static void main(String[] arguments) throws Exception {
    System.exit(io.baton.races.explorer.Exploration.run(java.util.regex.Pattern.compile(arguments.length == 0 ? "" : arguments[0])) > 0 ? 0 : 1);
  }
}
