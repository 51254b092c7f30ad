package io.baton.launcher;

import java.io.PrintStream;
import java.util.List;

/** The program: understands the command line, does what it says, and ends with a status. */
public final class Main {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int MISUSED = 2;

  private Main() {}

  /** Ends the JVM, also where threads of a framework are still there. */
  public static void main(String[] arguments) {
    PrintStream out = System.out; // Gogo will put streams of its own into System
    PrintStream err = System.err;
    int status = FAILED;
    try {
      status = new Launcher(Options.parse(List.of(arguments)), out, err).run();
    } catch (LaunchException e) {
      err.println("baton: " + e.getMessage());
      status = e.status();
    } catch (OutOfMemoryError e) {
      err.println(
          "baton: the system gives no more memory or threads (see ulimit -u and -v, and -Xmx in"
              + " BATON_JAVA_OPTS): "
              + e.getMessage());
    } catch (Throwable e) {
      err.println("baton: this is a defect of the launcher:");
      e.printStackTrace(err);
    } finally {
      out.flush();
      System.exit(status);
    }
  }
}
