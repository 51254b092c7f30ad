package io.baton.application.control;

import java.lang.System.Logger.Level;

/** What the table has others do. Nothing here waits. */
public interface Consequences {
  /** Writes to the log. */
  void log(Level level, String text);

  /** Ends the system, where Baton owns the JVM, and logs why. */
  void endNode(String why);
}
